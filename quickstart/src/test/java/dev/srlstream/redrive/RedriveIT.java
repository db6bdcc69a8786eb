package dev.srlstream.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.console.RejectedRecord;
import dev.srlstream.quickstart.EmbeddedBroker;
import dev.srlstream.topics.Selection;
import dev.srlstream.topics.TopicException;
import dev.srlstream.topics.TopicReader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each rejected record goes back once, whatever ends a redrive, and also where two run at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedriveIT {
    private static final long T0 = 1_700_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final EmbeddedBroker broker;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private int trial;
    private String rejections = "";
    private String sentences = "";

    RedriveIT() throws Exception {
        broker = EmbeddedBroker.start(Map.of("log.retention.ms", "-1"));
    }

    /** Topics of its own for each test. */
    @BeforeEach
    void createTopics() throws Exception {
        trial++;
        rejections = "rejections-" + trial;
        sentences = "sentences-" + trial;
        broker.createTopics(Map.of(rejections, 2, sentences, 2));
        told.clear();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void sendsEachRecordBackOnceAsItWasPublishedWhateverTheFilters() throws Exception {
        // Given two that a filter chooses, two others, one that was cut and one of another topic
        try (RejectionsWriter writer = writer()) {
            ProducerRecord<byte[], byte[]> cut = writer.record(0, T0, "k", "0@2", "decode", "cut");
            RejectionsWriter.header(cut, "srl.rejection.original.bytes", "9000000");
            writer.commit(
                    writer.record(0, T0 + 1, "k1", "0@0", "infer", "a"),
                    writer.record(0, T0 + 2, null, "1@0", "decode", "b"),
                    writer.record(1, T0 + 3, sentences + "-0@1", "0@1", "infer", "c"),
                    writer.record(1, T0 + 4, "k2", "7@3", "write", "d"),
                    cut);
        }
        try (RejectionsWriter writer = new RejectionsWriter(broker.bootstrapServers(), rejections, "elsewhere")) {
            writer.commit(writer.record(1, T0, "k", "0@0", "decode", "foreign"));
        }
        // When, Then
        assertThat(redrive("infer").run(all(), Long.MAX_VALUE)).isEqualTo(new Redrive.Result(2, 0, 4));
        assertThat(redrive("").dryRun(all(), Long.MAX_VALUE)).isEqualTo(new Redrive.Result(2, 2, 0));
        assertThat(sent()).hasSize(2);
        assertThat(redrive("").run(all(), 1).sent()).isEqualTo(1);
        assertThat(redrive("").run(all(), Long.MAX_VALUE).sent()).isEqualTo(1);
        assertThat(redrive("").run(all(), Long.MAX_VALUE)).isEqualTo(new Redrive.Result(0, 4, 0));
        assertThat(sent())
                .containsExactlyInAnyOrder(
                        "0 k1 a %d trace=t-a".formatted(T0 + 1),
                        "1 null b %d trace=t-b".formatted(T0 + 2),
                        "0 null c %d trace=t-c".formatted(T0 + 3),
                        // There is no partition 7: the key decides.
                        "%d k2 d %d trace=t-d".formatted(partitionOf("k2"), T0 + 4));
        assertThat(told)
                .anySatisfy(line -> assertThat(line).contains("Only the beginning of its value"))
                .anySatisfy(line -> assertThat(line).contains("from the topic elsewhere"));
    }

    @Test
    void oneThatIsStoppedBeforeItsCommitHasSentNothingAndCannotComeBack() throws Exception {
        // Given
        writeOne();
        try (Producer<byte[], byte[]> stopped = producer()) {
            stopped.initTransactions();
            stopped.beginTransaction();
            stopped.send(new ProducerRecord<>(sentences, 0, T0, bytes("k"), bytes("a")))
                    .get();
            stopped.send(RedriveNote.of(rejections, 0, new TreeSet<>(List.of(0L))))
                    .get();
            // When
            Redrive.Result result = redrive("").run(all(), Long.MAX_VALUE);
            // Then
            assertThat(result.sent()).isEqualTo(1);
            assertThatThrownBy(stopped::commitTransaction).isInstanceOf(KafkaException.class);
        }
        assertThat(redrive("").run(all(), Long.MAX_VALUE)).isEqualTo(new Redrive.Result(0, 1, 0));
        assertThat(sent()).hasSize(1);
    }

    @Test
    void ofTwoAtATimeOneGivesUp() throws Exception {
        // Given
        writeOne();
        Redrive second = redrive("");
        // When the second runs while the first is about to commit
        assertThatThrownBy(() -> run(redrive(""), () -> second.run(all(), Long.MAX_VALUE)))
                // Then
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("Another redrive of this topic has begun");
        assertThat(sent()).hasSize(1);
        assertThat(told).containsExactly("sent a");
    }

    @Test
    @Tag("long")
    void overlooksNoNoteBehindATransactionThatIsOpen() throws Exception {
        // Given a redrive whose note stands behind a rejection that is not committed yet
        writeOne();
        try (RejectionsWriter writer = writer()) {
            writer.begin();
            run(redrive(""), () -> writer.send(writer.record(0, T0, "k", "0@1", "decode", "b")));
            Redrive again = redrive("");
            // When
            CompletableFuture<Redrive.Result> next = CompletableFuture.supplyAsync(() -> {
                try {
                    return again.run(all(), Long.MAX_VALUE);
                } catch (TopicException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().atMost(PATIENCE).until(() -> next.isDone() || told.contains("remark"));
            writer.commit();
            // Then
            assertThat(next.get()).isEqualTo(new Redrive.Result(1, 1, 0));
        }
        assertThat(sent()).hasSize(2);
    }

    private void writeOne() throws Exception {
        try (RejectionsWriter writer = writer()) {
            writer.commit(writer.record(0, T0, "k", "0@0", "decode", "a"));
        }
    }

    private RejectionsWriter writer() {
        return new RejectionsWriter(broker.bootstrapServers(), rejections, sentences);
    }

    private Map<String, Object> config() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                RedriveProducer.config(config(), rejections), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Selection all() {
        return Selection.all(rejections);
    }

    /** @param stage of the records that are meant; all when empty */
    private Redrive redrive(String stage) throws Exception {
        Settings settings = Settings.load(
                null, Map.of(), Map.of("bootstrap.servers", broker.bootstrapServers(), "topic.sentences", sentences));
        return new Redrive(settings, new Redrive.Listener() {
            @Override
            public boolean isMeant(ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected) {
                return stage.isEmpty() || stage.equals(rejected.stage());
            }

            @Override
            public void sent(ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected) {
                told.add("sent " + rejected.reason());
            }

            @Override
            public void leftOut(String what, String reason) {
                told.add(what + ": " + reason);
            }

            @Override
            public void remark(String sentence) {
                told.add("remark");
            }
        });
    }

    /** Something that happens between the last record of a transaction and its commit. */
    private interface Interruption {
        void happen() throws Exception;
    }

    private void run(Redrive redrive, Interruption beforeCommit) throws Exception {
        try (Producer<byte[], byte[]> real = producer()) {
            real.initTransactions();
            InvocationHandler handler = (proxy, method, arguments) -> {
                if (method.getName().equals("commitTransaction")) {
                    beforeCommit.happen();
                }
                try {
                    return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            };
            @SuppressWarnings("unchecked") // It hands on to one of these types.
            Producer<byte[], byte[]> interrupted = (Producer<byte[], byte[]>)
                    Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Producer.class}, handler);
            redrive.run(all(), Long.MAX_VALUE, new RedriveProducer(interrupted, config(), sentences, 2));
        }
    }

    /** The committed records of the sentences topic: partition, key, value, timestamp and headers. */
    private List<String> sent() throws TopicException {
        List<String> sent = new ArrayList<>();
        try (TopicReader reader = TopicReader.open(config(), Selection.all(sentences), told::add)) {
            while (!reader.atEnd()) {
                for (ConsumerRecord<byte[], byte[]> entry : reader.poll(Duration.ofSeconds(1))) {
                    StringBuilder text = new StringBuilder();
                    text.append(entry.partition()).append(" ").append(text(entry.key()));
                    text.append(" ").append(text(entry.value())).append(" ").append(entry.timestamp());
                    entry.headers().forEach(header -> text.append(" ")
                            .append(header.key())
                            .append("=")
                            .append(text(header.value())));
                    sent.add(text.toString());
                }
            }
        }
        return sent;
    }

    private static int partitionOf(String key) {
        return BuiltInPartitioner.partitionForKey(bytes(key), 2);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
