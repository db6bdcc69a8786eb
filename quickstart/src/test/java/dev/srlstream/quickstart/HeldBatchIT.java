package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.operations.SrlService;
import dev.srlstream.serde.AvroSerializer;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two batches does not come back for a long time; what the other worker has labelled must not wait for it. */
@Tag("long")
class HeldBatchIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int PARTITIONS = 4;
    private static final int OF_EACH = 60;
    private static final int LONG = 60;

    /** Of the other sentences: long enough for nothing to be finished now and then, when a service could stand still for the held one. */
    private static final long OTHERS_MS = 120;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void allOtherPartitionsGoOnWhileOneIsFull() throws Exception {
        allOtherPartitionsGoOnWhileOneIsFull("classic");
    }

    @Test
    void allOtherPartitionsGoOnWhileOneIsFullUnderTheStreamsProtocol() throws Exception {
        allOtherPartitionsGoOnWhileOneIsFull("streams");
    }

    private void allOtherPartitionsGoOnWhileOneIsFull(String protocol) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ApicurioRegistry registry = SharedRegistry.get();
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "100"))) {
            broker.createTopics(
                    Map.of("sentences", PARTITIONS, "frames", PARTITIONS, "rejections", PARTITIONS, "diagnostics", 1));
            Settings settings = settings(broker, registry, protocol);
            publish(broker, settings);
            try (SrlService service = new SrlService(
                            settings, WarmUpListener.SILENT, model -> new HeldModel(model, LONG, release));
                    CommittedRecords frames = new CommittedRecords(broker.bootstrapServers(), List.of("frames"))) {
                service.start();
                // All of the others, while the first sentence of partition 0 is in the model.
                await("three partitions").atMost(PATIENCE).until(() -> frames.poll() >= (PARTITIONS - 1) * OF_EACH);
                assertThat(frames.of("frames", 0)).isEmpty();
                // The held sentence outlasts transactions.
                Thread.sleep(settings.transactionTimeout().toMillis() + 1_000);
                release.countDown();
                await("all").atMost(PATIENCE).until(() -> frames.poll() >= PARTITIONS * OF_EACH);
                assertThat(frames.all().stream().map(CommittedRecords::source))
                        .hasSize(PARTITIONS * OF_EACH)
                        .doesNotHaveDuplicates();
            } finally {
                release.countDown();
            }
            assertThat(CommittedRecords.aborted(
                            broker.bootstrapServers(), List.of("frames", "held-pending-sentences-changelog")))
                    .isZero();
        }
    }

    private Settings settings(EmbeddedBroker broker, ApicurioRegistry registry, String protocol) throws Exception {
        Map<String, String> settings = ServiceSettings.of(broker, registry, folder);
        settings.put("application.id", "held");
        settings.put("kafka.group.protocol", protocol);
        settings.put("engine.workers", "2");
        // One sentence a batch, and a queue that is full with a few.
        settings.put("engine.batch.tokens", "8");
        settings.put("pending.max", "4");
        return Settings.load(null, Map.of(), settings);
    }

    private static void publish(EmbeddedBroker broker, Settings settings) {
        try (AvroSerializer<SentenceEvent> serializer = AvroSerializer.forValues(settings.serdeConfig());
                KafkaProducer<byte[], byte[]> producer = OrderedProducer.of(broker.bootstrapServers())) {
            IntStream.range(0, PARTITIONS * OF_EACH).forEach(number -> {
                List<String> words = Collections.nCopies(number == 0 ? LONG : 8, "opened");
                SentenceEvent event = SentenceEvent.newBuilder()
                        .setId(Integer.toString(number))
                        .setText(String.join(" ", words))
                        .setTokens(words)
                        .setPredicates(List.of(0))
                        .build();
                byte[] value = serializer.serialize("sentences", event);
                var unused = producer.send(new ProducerRecord<>("sentences", number % PARTITIONS, null, value));
            });
        }
    }

    /** A slow model that does not give back long rows until it is told to. */
    private static final class HeldModel extends ModelAround {
        private final int longest;
        private final CountDownLatch release;

        HeldModel(SrlModel model, int longest, CountDownLatch release) {
            super(model);
            this.longest = longest;
            this.release = release;
        }

        @Override
        public List<float[]> forward(List<WordpieceRow> rows) {
            try {
                if (rows.stream().anyMatch(row -> row.ids().length >= longest)) {
                    release.await();
                } else {
                    Thread.sleep(OTHERS_MS);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("Nobody interrupts a device", e);
            }
            return model.forward(rows);
        }
    }
}
