package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.operations.SrlService;
import dev.srlstream.quickstart.CommittedRecords.Source;
import dev.srlstream.serde.AvroDeserializer;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactlyOnceIT {
    private static final int PARTITIONS = 4;
    private static final int SENTENCES = 2_400;
    private static final long PAUSE_NANOS = 1_500_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everySentenceHasExactlyOneOutcomeInOrderWhileInstancesComeAndGo() throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry = ApicurioRegistry.start(files.registry())) {
            // Given
            broker.createTopics(
                    Map.of("sentences", PARTITIONS, "frames", PARTITIONS, "rejections", PARTITIONS, "diagnostics", 1));
            Map<String, String> configuration = configuration(broker, registry);
            Settings settings = Settings.load(null, Map.of(), configuration);
            try (SentenceFeed feed = new SentenceFeed(
                            "sentences", PARTITIONS, broker.bootstrapServers(), settings.serdeConfig());
                    CommittedRecords outputs =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
                // When
                labelWhileInstancesComeAndGo(feed, outputs, settings, configuration);
                // Then
                assertThat(sources(outputs)).hasSize(SENTENCES).doesNotHaveDuplicates();
                assertThat(Set.copyOf(sources(outputs))).isEqualTo(published());
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    assertThat(offsets(outputs, "frames", partition)).isSorted();
                    assertThat(offsets(outputs, "rejections", partition)).isSorted();
                }
                assertThatFramesBelongToTheirSentences(outputs, settings);
                assertThat(committedOffsets(broker, settings)).isEqualTo(endOffsets());
            }
        }
    }

    /** One instance is killed amid its work; of two that take over, one is stopped in an orderly way; another process ends on SIGTERM. */
    private void labelWhileInstancesComeAndGo(
            SentenceFeed feed, CommittedRecords outputs, Settings settings, Map<String, String> configuration)
            throws Exception {
        CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> feed.publishUpTo(SENTENCES, PAUSE_NANOS));
        try (ServiceProcess first = new ServiceProcess(folder, configuration)) {
            until(outputs, SENTENCES / 8);
            assertThat(first.isAlive()).isTrue();
            first.kill();
        }
        try (ServiceProcess second = new ServiceProcess(folder, configuration);
                SrlService third = new SrlService(settings, WarmUpListener.SILENT);
                SrlService fourth = new SrlService(settings, WarmUpListener.SILENT)) {
            third.start();
            until(outputs, SENTENCES / 2);
            fourth.start();
            assertThat(fourth.awaitRunning(PATIENCE)).isTrue();
            third.close();
            assertThat(second.terminate()).isZero();
            publishing.join();
            until(outputs, SENTENCES);
        }
        outputs.readToEnd();
    }

    private static void until(CommittedRecords outputs, int count) {
        await(count + " outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= count);
    }

    private Map<String, String> configuration(EmbeddedBroker broker, ApicurioRegistry registry) {
        Map<String, String> configuration = ServiceSettings.of(broker, registry, folder);
        configuration.put("application.id", "exactly-once");
        configuration.put("model.threads", "1");
        // Small batches, so that an instance has pending sentences whenever it is struck.
        configuration.put("engine.batch.tokens", "64");
        configuration.put("pending.max", "32");
        configuration.put("transaction.timeout.ms", "4000");
        configuration.put("kafka.session.timeout.ms", "6000");
        configuration.put("kafka.heartbeat.interval.ms", "1000");
        return configuration;
    }

    private static List<Source> sources(CommittedRecords outputs) {
        return outputs.all().stream().map(CommittedRecords::source).toList();
    }

    private static List<Long> offsets(CommittedRecords outputs, String topic, int partition) {
        return outputs.of(topic, partition).stream()
                .map(record -> CommittedRecords.source(record).offset())
                .toList();
    }

    private static Set<Source> published() {
        return IntStream.range(0, SENTENCES)
                .mapToObj(number -> new Source(number % PARTITIONS, number / PARTITIONS))
                .collect(Collectors.toSet());
    }

    private static void assertThatFramesBelongToTheirSentences(CommittedRecords outputs, Settings settings) {
        try (AvroDeserializer<SentenceFrames> deserializer =
                AvroDeserializer.forValues(SentenceFrames.class, settings.serdeConfig())) {
            outputs.all().forEach(record -> {
                Source source = CommittedRecords.source(record);
                int number = Math.toIntExact(source.offset() * PARTITIONS + source.partition());
                assertThat(record.partition()).isEqualTo(source.partition());
                assertThat(record.topic()).isEqualTo(SentenceFeed.isBad(number) ? "rejections" : "frames");
                if (record.topic().equals("frames")) {
                    SentenceFrames frames =
                            Objects.requireNonNull(deserializer.deserialize(record.topic(), record.value()));
                    assertThat(frames.getId()).isEqualTo(Integer.toString(number));
                    assertThat(frames.getFrames()).hasSize(1);
                }
            });
        }
    }

    private static Map<TopicPartition, Long> endOffsets() {
        return IntStream.range(0, PARTITIONS)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition("sentences", partition),
                        partition -> (long) SENTENCES / PARTITIONS));
    }

    private static Map<TopicPartition, Long> committedOffsets(EmbeddedBroker broker, Settings settings)
            throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settings.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            return committed.entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals("sentences"))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }
}
