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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactlyOnceIT {
    private static final int PARTITIONS = 4;
    private static final int SENTENCES = 2_400;
    /** Of each strike, more than is labelled before it comes. */
    private static final int BURST = SENTENCES / 4;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** So that those who died are noticed within seconds; brokers look for dead transactions every ten seconds otherwise. */
    private static final Map<String, String> QUICK = Map.of(
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "group.streams.min.session.timeout.ms", "6000",
            "group.streams.session.timeout.ms", "6000",
            "group.streams.min.heartbeat.interval.ms", "1000",
            "group.streams.heartbeat.interval.ms", "1000",
            "group.streams.initial.rebalance.delay.ms", "0");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everySentenceHasExactlyOneOutcomeInOrderWhileInstancesComeAndGo() throws Exception {
        everySentenceHasExactlyOneOutcomeInOrderWhileInstancesComeAndGo("classic");
    }

    @Test
    @Tag("long")
    void everySentenceHasExactlyOneOutcomeInOrderWhileInstancesComeAndGoUnderTheStreamsProtocol() throws Exception {
        everySentenceHasExactlyOneOutcomeInOrderWhileInstancesComeAndGo("streams");
    }

    private void everySentenceHasExactlyOneOutcomeInOrderWhileInstancesComeAndGo(String protocol) throws Exception {
        ApicurioRegistry registry = SharedRegistry.get();
        try (EmbeddedBroker broker = EmbeddedBroker.start(QUICK)) {
            // Given
            broker.createTopics(
                    Map.of("sentences", PARTITIONS, "frames", PARTITIONS, "rejections", PARTITIONS, "diagnostics", 1));
            Map<String, String> configuration = configuration(broker, registry, protocol);
            Settings settings = Settings.load(null, Map.of(), configuration);
            try (SentenceFeed feed = new SentenceFeed(
                            "sentences", PARTITIONS, broker.bootstrapServers(), settings.serdeConfig());
                    CommittedRecords outputs =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"));
                    GroupMembers members =
                            new GroupMembers(broker.bootstrapServers(), settings.applicationId(), protocol)) {
                // When
                labelWhileInstancesComeAndGo(feed, outputs, settings, configuration, members);
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

    /** Of two that share the partitions, one is killed; of the next two, one is asked to end; of the last two, one is closed. */
    private void labelWhileInstancesComeAndGo(
            SentenceFeed feed,
            CommittedRecords outputs,
            Settings settings,
            Map<String, String> configuration,
            GroupMembers members)
            throws Exception {
        String protocol = configuration.getOrDefault("kafka.group.protocol", "classic");
        try (ServiceProcess first = new ServiceProcess(folder, configuration);
                SrlService second = new SrlService(settings, WarmUpListener.SILENT);
                SrlService last = new SrlService(settings, WarmUpListener.SILENT)) {
            feed.publishUpTo(BURST, 0);
            until(outputs, BURST / 4);
            second.start();
            strike(feed, outputs, members, 2 * BURST);
            long killed = System.nanoTime();
            first.kill();
            tellTakeover(protocol, "kill -9", killed, outputs, 2 * BURST);
            until(outputs, 2 * BURST);
            try (ServiceProcess third = new ServiceProcess(folder, configuration)) {
                strike(feed, outputs, members, 3 * BURST);
                long asked = System.nanoTime();
                assertThat(third.terminate()).isZero();
                assertThat(members.partitions()).as("members after SIGTERM").hasSize(1);
                tellTakeover(protocol, "SIGTERM", asked, outputs, 3 * BURST);
            }
            last.start();
            strike(feed, outputs, members, SENTENCES);
            second.close();
            until(outputs, SENTENCES);
        }
        outputs.readToEnd();
    }

    /** Returns when two instances share the partitions and have begun with a burst of sentences. */
    private static void strike(SentenceFeed feed, CommittedRecords outputs, GroupMembers members, int upTo) {
        await("two instances that share the partitions").atMost(PATIENCE).until(() -> members.partitions()
                .equals(List.of(PARTITIONS / 2, PARTITIONS / 2)));
        int before = outputs.poll();
        feed.publishUpTo(upTo, 0);
        until(outputs, before + BURST / 12);
    }

    /** Waits until every partition has outcomes again that the instance which is gone cannot have written, or has all. */
    private static void tellTakeover(String protocol, String how, long since, CommittedRecords outputs, int upTo) {
        long gone = System.nanoTime();
        outputs.readToEnd();
        int[] outcomes = new int[PARTITIONS];
        outputs.all().forEach(record -> outcomes[record.partition()]++);
        Set<Integer> waiting = IntStream.range(0, PARTITIONS)
                .filter(partition -> outcomes[partition] < upTo / PARTITIONS)
                .boxed()
                .collect(Collectors.toCollection(HashSet::new));
        await("outcomes of all partitions").atMost(PATIENCE).until(() -> {
            int seen = outputs.all().size();
            int count = outputs.poll();
            outputs.all().subList(seen, count).forEach(record -> waiting.remove(record.partition()));
            return waiting.isEmpty();
        });
        System.out.printf(
                "%s, %s protocol: the instance was gone after %.1f s, and its partitions had outcomes again after %.1f"
                        + " s%n",
                how, protocol, (gone - since) / 1e9, (System.nanoTime() - since) / 1e9);
    }

    private static void until(CommittedRecords outputs, int count) {
        await(count + " outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= count);
    }

    private Map<String, String> configuration(EmbeddedBroker broker, ApicurioRegistry registry, String protocol) {
        Map<String, String> configuration = ServiceSettings.of(broker, registry, folder);
        configuration.put("application.id", "exactly-once");
        configuration.put("model.threads", "1");
        // Small batches, so that an instance has pending sentences whenever it is struck.
        configuration.put("engine.batch.tokens", "64");
        configuration.put("pending.max", "32");
        configuration.put("transaction.timeout.ms", "7000");
        configuration.put("kafka.group.protocol", protocol);
        if (protocol.equals("classic")) {
            configuration.put("kafka.session.timeout.ms", "6000");
            configuration.put("kafka.heartbeat.interval.ms", "1000");
        }
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
