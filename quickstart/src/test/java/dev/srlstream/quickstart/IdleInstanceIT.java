package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An instance that has nothing to do leaves the brokers alone. */
class IdleInstanceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration WATCHED = Duration.ofSeconds(5);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void commitsNothing(String protocol) throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry = ApicurioRegistry.start(files.registry())) {
            // Given
            broker.createTopics(Map.of("sentences", 2, "frames", 2, "rejections", 2, "diagnostics", 1));
            Map<String, String> configuration = ServiceSettings.of(broker, registry, folder);
            configuration.put("kafka.group.protocol", protocol);
            Settings settings = Settings.load(null, Map.of(), configuration);
            try (SrlService service = new SrlService(settings, WarmUpListener.SILENT);
                    SentenceFeed feed =
                            new SentenceFeed("sentences", 2, broker.bootstrapServers(), settings.serdeConfig());
                    CommittedRecords outputs =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"));
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                service.start();
                feed.publishUpTo(20, 0);
                await("20 outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= 20);
                // The last commit, its markers and its offsets are behind.
                Thread.sleep(2_000);

                // When
                Map<TopicPartition, Long> before = ends(admin);
                Thread.sleep(WATCHED.toMillis());
                Map<TopicPartition, Long> after = ends(admin);

                // Then
                assertThat(after).isEqualTo(before);
                feed.publishUpTo(22, 0);
                await("2 more outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= 22);
            }
        }
    }

    /** Of all partitions that commits are written to: offsets of groups, states of transactions, frames and changelog among them. */
    private static Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        List<String> topics = List.of(
                "__consumer_offsets",
                "__transaction_state",
                "frames",
                "rejections",
                "srl-stream-pending-sentences-changelog");
        Map<TopicPartition, OffsetSpec> latest = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }
}
