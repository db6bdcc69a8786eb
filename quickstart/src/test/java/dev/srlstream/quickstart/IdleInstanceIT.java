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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that has nothing to do leaves brokers and processor alone. */
@Tag("long")
class IdleInstanceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration WATCHED = Duration.ofSeconds(5);

    /** Of one core: the threads take 0.5 % of it, 3.5 % where they look for records every 10 ms, and all of it when one spins. */
    private static final double MOST = 0.2;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void commitsNothingAndHardlyComputes() throws Exception {
        commitsNothingAndHardlyComputes("classic");
    }

    @Test
    void commitsNothingAndHardlyComputesUnderTheStreamsProtocol() throws Exception {
        commitsNothingAndHardlyComputes("streams");
    }

    private void commitsNothingAndHardlyComputes(String protocol) throws Exception {
        ApicurioRegistry registry = SharedRegistry.get();
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
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

                // When
                Map<TopicPartition, Long> before = endsAfterTheLastCommit(admin);
                ServiceThreads threads = new ServiceThreads();
                Thread.sleep(WATCHED.toMillis());
                Map<String, Duration> computed = threads.computed();
                Map<TopicPartition, Long> after = ends(admin);

                // Then
                assertThat(after).isEqualTo(before);
                assertThat(computed.keySet()).anyMatch(name -> name.contains("-StreamThread-"));
                assertThat(sum(computed)).as("%s", computed).isLessThan(WATCHED.toNanos() * MOST);
                feed.publishUpTo(22, 0);
                await("2 more outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= 22);
            }
        }
    }

    /** The last commit is over, with its markers and its offsets, when nothing has been written for two seconds. */
    private static Map<TopicPartition, Long> endsAfterTheLastCommit(Admin admin) throws Exception {
        Map<TopicPartition, Long> last = Map.of();
        for (Map<TopicPartition, Long> now = ends(admin); !now.equals(last); now = ends(admin)) {
            last = now;
            Thread.sleep(2_000);
        }
        return last;
    }

    private static double sum(Map<String, Duration> computed) {
        return computed.values().stream().mapToDouble(Duration::toNanos).sum();
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
