package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.quickstart.CommittedRecords.Source;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartOffsetsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EmbeddedBroker broker;
    private final ApicurioRegistry registry;
    private final Admin admin;
    private int round;
    private String application = "";
    private String sentences = "";
    private String frames = "";
    private String rejections = "";

    @TempDir
    private Path folder = Path.of("");

    StartOffsetsIT() throws Exception {
        broker = EmbeddedBroker.start();
        registry = SharedRegistry.get();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        broker.createTopics(Map.of("diagnostics", 1));
    }

    @AfterAll
    void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        round++;
        application = "application-" + round;
        sentences = "sentences-" + round;
        frames = "frames-" + round;
        rejections = "rejections-" + round;
        broker.createTopics(Map.of(sentences, 2, frames, 2, rejections, 2));
    }

    @Test
    @Tag("long")
    void twoNewInstancesThatStartTogetherBeginWhereTheTopicBegins() throws Exception {
        twoNewInstancesThatStartTogetherBeginWhereTheTopicBegins("classic");
    }

    @Test
    @Tag("long")
    void twoNewInstancesThatStartTogetherBeginWhereTheTopicBeginsUnderTheStreamsProtocol() throws Exception {
        twoNewInstancesThatStartTogetherBeginWhereTheTopicBegins("streams");
    }

    private void twoNewInstancesThatStartTogetherBeginWhereTheTopicBegins(String protocol) throws Exception {
        // Given
        Settings settings = settings(Map.of("kafka.group.protocol", protocol));
        publish(settings, 20);
        deleteUpTo(1, 3);
        // When
        ExecutorService starters = Executors.newFixedThreadPool(2);
        try (SrlService first = service(settings);
                SrlService second = service(settings)) {
            List<Future<Boolean>> started = starters.invokeAll(List.of(starting(first), starting(second)));
            for (Future<Boolean> start : started) {
                assertThat(start.get()).isTrue();
            }
            awaitOutcomes(17);
        } finally {
            starters.shutdownNow();
        }
        // Then
        assertThat(outcomes()).containsExactlyInAnyOrderElementsOf(sources(0, 10, 3, 10));
        assertThat(committed()).containsOnly(Map.entry(0, 10L), Map.entry(1, 10L));
    }

    @Test
    @Tag("long")
    void refusesToLabelAgainWhenItsOffsetsAreForgotten() throws Exception {
        refusesToLabelAgainWhenItsOffsetsAreForgotten("classic");
    }

    @Test
    @Tag("long")
    void refusesToLabelAgainWhenItsOffsetsAreForgottenUnderTheStreamsProtocol() throws Exception {
        refusesToLabelAgainWhenItsOffsetsAreForgotten("streams");
    }

    private void refusesToLabelAgainWhenItsOffsetsAreForgotten(String protocol) throws Exception {
        // Given
        Settings settings = settings(Map.of("kafka.group.protocol", protocol));
        publish(settings, 20);
        label(settings, 20);
        admin.deleteConsumerGroupOffsets(application, Set.of(new TopicPartition(sentences, 1)))
                .all()
                .get();
        // When
        StartupException refusal = refusal(settings);
        // Then
        String option = protocol.equals("streams") ? "--input-topic" : "--topic";
        assertThat(refusal)
                .hasMessageContaining("no offset is committed for partition 1,")
                .hasMessageContaining("--group " + application + " " + option + " " + sentences + ":1 ");
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.FAILURE);
        // When
        moveTo(1, 10);
        publish(settings, 4);
        label(settings, 24);
        // Then
        assertThat(outcomes()).containsExactlyInAnyOrderElementsOf(sources(0, 12, 0, 12));
    }

    @Test
    @Tag("long")
    void refusesToSkipWhatWasDeletedBeforeItWasRead() throws Exception {
        // Given
        Settings settings = settings(Map.of());
        publish(settings, 20);
        label(settings, 20);
        publish(settings, 20);
        deleteUpTo(0, 14);
        // When
        StartupException refusal = refusal(settings);
        // Then
        assertThat(refusal)
                .hasMessageContaining("4 offsets of partition 0 were deleted before they were read")
                .hasMessageContaining(sentences + ":0 ");
        // When
        moveTo(0, 14);
        label(settings, 36);
        // Then
        assertThat(outcomes())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(sources(0, 10, 0, 20).stream(), sources(14, 20, 0, 0).stream())
                                .toList());
    }

    @Test
    @Tag("long")
    void stopsAtAPartitionThatWasAddedMeanwhileAndBeginsItAtTheNextStart() throws Exception {
        stopsAtAPartitionThatWasAddedMeanwhileAndBeginsItAtTheNextStart("classic", false);
    }

    @Test
    @Tag("long")
    void stopsAtAPartitionThatWasAddedMeanwhileAndBeginsItAtTheNextStartUnderTheStreamsProtocol() throws Exception {
        stopsAtAPartitionThatWasAddedMeanwhileAndBeginsItAtTheNextStart("streams", true);
    }

    private void stopsAtAPartitionThatWasAddedMeanwhileAndBeginsItAtTheNextStart(String protocol, boolean changelogToo)
            throws Exception {
        // Given
        Settings settings = settings(
                protocol.equals("classic")
                        ? Map.of("kafka.metadata.max.age.ms", "1000", "kafka.session.timeout.ms", "6000")
                        : Map.of("kafka.metadata.max.age.ms", "1000", "kafka.group.protocol", protocol));
        publish(settings, 20);
        try (SrlService service = service(settings)) {
            service.start();
            awaitOutcomes(20);
            // When
            if (changelogToo) {
                addPartition(application + "-pending-sentences-changelog");
            }
            addPartition(sentences);
            // Then
            assertThat(service.awaitStopped()).isEqualTo(ExitCode.FAILURE);
        }
        // When
        try (SentenceFeed feed = new SentenceFeed(sentences, 3, broker.bootstrapServers(), settings.serdeConfig())) {
            feed.publishUpTo(6, 0);
        }
        label(settings, 26);
        // Then
        assertThat(committed()).containsOnly(Map.entry(0, 12L), Map.entry(1, 12L), Map.entry(2, 2L));
        assertThat(outcomes()).doesNotHaveDuplicates().contains(new Source(2, 0), new Source(2, 1));
    }

    @Test
    @Tag("long")
    void refusesATopicWithFewerPartitionsThanItsChangelogUntilTheyAreAdded() throws Exception {
        // Given
        Settings settings = settings(Map.of());
        publish(settings, 20);
        label(settings, 20);
        addPartition(application + "-pending-sentences-changelog");
        // When
        StartupException refusal = refusal(settings);
        // Then
        assertThat(refusal)
                .hasMessageContaining(application + "-pending-sentences-changelog has 3 partitions, but topic "
                        + sentences + " has 2")
                .hasMessageContaining("--alter --topic " + sentences + " --partitions 3");
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.FAILURE);
        // When
        addPartition(sentences);
        publish(settings, 4);
        label(settings, 24);
        // Then
        assertThat(outcomes()).containsExactlyInAnyOrderElementsOf(sources(0, 12, 0, 12));
    }

    @Test
    @Tag("long")
    void refusesAnotherTopicUnderTheNameOfAnApplicationThatHasWorked() throws Exception {
        // Given
        Settings settings = settings(Map.of());
        publish(settings, 20);
        label(settings, 20);
        String other = "other-" + sentences;
        broker.createTopics(Map.of(other, 2));
        // When
        StartupException refusal = refusal(settings(Map.of("topic.sentences", other)));
        // Then
        assertThat(refusal)
                .hasMessageContaining("has worked on topic " + sentences + ", and has no offset in topic " + other)
                .hasMessageContaining("application.id of its own");
        assertThat(refusal.exitCode()).isEqualTo(ExitCode.FAILURE);
    }

    private Settings settings(Map<String, String> overrides) throws Exception {
        Map<String, String> all = ServiceSettings.of(broker, registry, folder);
        all.put("application.id", application);
        all.put("topic.sentences", sentences);
        all.put("topic.frames", frames);
        all.put("topic.rejections", rejections);
        all.putAll(overrides);
        return Settings.load(null, Map.of(), all);
    }

    private static SrlService service(Settings settings) {
        return new SrlService(settings, WarmUpListener.SILENT);
    }

    private static Callable<Boolean> starting(SrlService service) {
        return () -> {
            service.start();
            return service.awaitRunning(PATIENCE);
        };
    }

    /** So many, on both partitions in turn. */
    private void publish(Settings settings, int count) {
        try (SentenceFeed feed = new SentenceFeed(sentences, 2, broker.bootstrapServers(), settings.serdeConfig())) {
            feed.publishUpTo(count, 0);
        }
    }

    /** Runs the service until there are so many outcomes. */
    private void label(Settings settings, int outcomes) throws Exception {
        try (SrlService service = service(settings)) {
            service.start();
            awaitOutcomes(outcomes);
        }
    }

    private void awaitOutcomes(int count) {
        try (CommittedRecords records = new CommittedRecords(broker.bootstrapServers(), List.of(frames, rejections))) {
            await(count + " outcomes").atMost(PATIENCE).until(() -> records.poll() >= count);
        }
    }

    private static StartupException refusal(Settings settings) {
        try (SrlService service = service(settings)) {
            return catchThrowableOfType(StartupException.class, service::start);
        }
    }

    private void addPartition(String topic) throws Exception {
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3))).all().get();
    }

    private void deleteUpTo(int partition, long offset) throws Exception {
        admin.deleteRecords(Map.of(new TopicPartition(sentences, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    private void moveTo(int partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        application, Map.of(new TopicPartition(sentences, partition), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    /** Where the sentences of all outcomes stood. */
    private List<Source> outcomes() {
        try (CommittedRecords records = new CommittedRecords(broker.bootstrapServers(), List.of(frames, rejections))) {
            records.readToEnd();
            return records.all().stream().map(CommittedRecords::source).toList();
        }
    }

    private static List<Source> sources(long from0, long to0, long from1, long to1) {
        return Stream.concat(
                        LongStream.range(from0, to0).mapToObj(offset -> new Source(0, offset)),
                        LongStream.range(from1, to1).mapToObj(offset -> new Source(1, offset)))
                .toList();
    }

    private Map<Integer, Long> committed() throws Exception {
        return admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(sentences))
                .collect(Collectors.toMap(entry -> entry.getKey().partition(), entry -> entry.getValue()
                        .offset()));
    }
}
