package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.reliability.cluster.Cluster;
import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.cluster.Link;
import dev.srlstream.reliability.cluster.Network;
import dev.srlstream.reliability.oracle.TopicScan;
import dev.srlstream.stream.clients.HeldOffsets;
import dev.srlstream.stream.clients.MemberProducer;
import dev.srlstream.stream.clients.Pace;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.outcomes.UncommittedOutcomes;
import dev.srlstream.stream.pending.RefusedOutcomes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commits of a thread that has taken over what was pending, and has read nothing since; the thread's clients are behind a link. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MemberProducerIT {
    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir
    private static Path folder = Path.of("");

    private static Network network = Network.of(1);
    private static Cluster cluster;
    private static Admin admin;

    private final String name = "group-" + UUID.randomUUID();
    private final TopicPartition sentences = new TopicPartition(name + "-sentences", 0);
    private final TopicPartition frames = new TopicPartition(name + "-frames", 0);
    private final HeldOffsets held = new HeldOffsets();
    private final KafkaConsumer<byte[], byte[]> member;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(network, 1, KafkaLibraries.in(KafkaLibraries.bundled()), folder);
        admin = cluster.admin();
    }

    @AfterAll
    static void stop() {
        admin.close();
        cluster.close();
        network.close();
    }

    MemberProducerIT() throws Exception {
        cluster.createTopics(Map.of(sentences.topic(), 1, frames.topic(), 1));
        member = consumer(cluster.bootstrapServers(0));
        join(member);
        held.taskStarted(sentences);
    }

    @AfterEach
    void leave() {
        link().restore();
        member.close();
    }

    @Test
    void commitsForAMemberAndMovesNoOffset() throws Exception {
        member.commitSync(Map.of(sentences, new OffsetAndMetadata(3)));
        try (MemberProducer producer = producer(Map.of())) {
            write(producer);

            producer.sendOffsetsToTransaction(Map.of(), member.groupMetadata());
            producer.commitTransaction();
        }

        assertThat(committed()).isEqualTo(3);
        assertThat(outcomes()).isOne();
    }

    /** What the thread has committed itself needs no question. */
    @Test
    void commitsAgainWhatTheThreadHasCommittedLast() throws Exception {
        try (MemberProducer producer = producer(Map.of())) {
            write(producer);
            producer.sendOffsetsToTransaction(Map.of(sentences, new OffsetAndMetadata(7)), member.groupMetadata());
            producer.commitTransaction();
            producer.beginTransaction();

            producer.sendOffsetsToTransaction(Map.of(), member.groupMetadata());
            producer.commitTransaction();
        }

        assertThat(committed()).isEqualTo(7);
    }

    @Test
    void commitsNothingForAThreadWhoseLinkWasCutUntilAnotherHadTakenOver() throws Exception {
        member.commitSync(Map.of(sentences, new OffsetAndMetadata(3)));
        try (MemberProducer producer = producer(Map.of());
                KafkaConsumer<byte[], byte[]> successor = consumer(cluster.bootstrapServers())) {
            write(producer);
            ConsumerGroupMetadata asMember = member.groupMetadata();
            link().cut();
            CompletableFuture<Void> takeover = CompletableFuture.runAsync(() -> {
                join(successor);
                link().restore();
            });

            assertThatThrownBy(() -> {
                        producer.sendOffsetsToTransaction(Map.of(), asMember);
                        producer.commitTransaction();
                    })
                    .isInstanceOf(CommitFailedException.class);
            takeover.get();
            producer.abortTransaction();
        }

        assertThat(outcomes()).isZero();
    }

    @Test
    void waitsUntilNoOtherTransactionCanMoveTheOffset() throws Exception {
        member.commitSync(Map.of(sentences, new OffsetAndMetadata(3)));
        try (MemberProducer producer = producer(Map.of());
                KafkaProducer<byte[], byte[]> other = new KafkaProducer<>(
                        configuration(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            other.initTransactions();
            other.beginTransaction();
            other.sendOffsetsToTransaction(Map.of(sentences, new OffsetAndMetadata(9)), member.groupMetadata());
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    other::commitTransaction, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
            write(producer);

            producer.sendOffsetsToTransaction(Map.of(), member.groupMetadata());
            producer.commitTransaction();
            end.get();
        }

        assertThat(committed()).isEqualTo(9);
    }

    @Test
    void commitsNothingWhereTheCommittedOffsetIsGone() throws Exception {
        try (MemberProducer producer = producer(Map.of())) {
            write(producer);

            assertThatThrownBy(() -> producer.sendOffsetsToTransaction(Map.of(), member.groupMetadata()))
                    .isInstanceOf(KafkaException.class)
                    .hasMessageContaining("The committed offset of " + sentences + " is gone");
            producer.abortTransaction();
        }

        assertThat(outcomes()).isZero();
    }

    /** Kafka Streams would take a timeout for a success where a task has read nothing. */
    @Test
    void takesACommitThatIsNotAnsweredForTheLossOfTheMembership() throws Exception {
        try (MemberProducer producer = producer(Map.of("max.block.ms", "1000"))) {
            write(producer);
            producer.sendOffsetsToTransaction(Map.of(sentences, new OffsetAndMetadata(7)), member.groupMetadata());
            link().cut();

            Throwable thrown = catchThrowable(producer::commitTransaction);
            link().restore();

            assertThat(thrown).isInstanceOf(CommitFailedException.class).hasMessageContaining("did not commit in time");
        }
    }

    private static Link link() {
        return network.link(0);
    }

    private MemberProducer producer(Map<String, Object> more) {
        MemberProducer producer = new MemberProducer(
                new KafkaProducer<>(configuration(more), new ByteArraySerializer(), new ByteArraySerializer()),
                admin,
                held,
                new RefusedOutcomes("frames", "rejections"),
                new UncommittedOutcomes(StreamListener.SILENT),
                new Pace(Duration.ofSeconds(1), System::nanoTime));
        producer.initTransactions();
        return producer;
    }

    private static Map<String, Object> configuration(Map<String, Object> more) {
        Map<String, Object> configuration = new HashMap<>(Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(0),
                "transactional.id",
                UUID.randomUUID().toString()));
        configuration.putAll(more);
        return configuration;
    }

    private void write(Producer<byte[], byte[]> producer) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(frames.topic(), new byte[] {1})).get();
    }

    private KafkaConsumer<byte[], byte[]> consumer(String servers) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "group.id",
                        name,
                        "session.timeout.ms",
                        "6000",
                        "enable.auto.commit",
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(sentences.topic()));
        return consumer;
    }

    private static void join(KafkaConsumer<byte[], byte[]> consumer) {
        while (consumer.assignment().isEmpty()) {
            var unused = consumer.poll(POLL);
        }
    }

    private long committed() throws Exception {
        return Objects.requireNonNull(admin.listConsumerGroupOffsets(name)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(sentences))
                .offset();
    }

    /** How many readers of committed records see, once no transaction is open. */
    private long outcomes() throws Exception {
        long[] count = {0};
        Map<TopicPartition, Long> ends = Map.of(
                frames,
                admin.listOffsets(Map.of(frames, OffsetSpec.latest()))
                        .partitionResult(frames)
                        .get()
                        .offset());
        TopicScan.read(cluster.bootstrapServers(), IsolationLevel.READ_COMMITTED, ends, record -> count[0]++);
        return count[0];
    }
}
