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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose every batch takes longer than a transaction may, under more partitions than sentences fit into a batch. */
@Tag("long")
class SlowModelIT {
    private static final int PARTITIONS = 12;
    private static final int SENTENCES = PARTITIONS * 14;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String APPLICATION = "slow";
    private static final String CHANGELOG = APPLICATION + "-pending-sentences-changelog";
    /** Longer than a busy machine stands still: then a transaction that is aborted has waited for the model. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(8);

    private static final Duration PER_BATCH = Duration.ofMillis(9_500);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aBatchMayTakeLongerThanATransactionAlsoWhileAnotherInstanceJoins() throws Exception {
        ApicurioRegistry registry = SharedRegistry.get();
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "100"))) {
            // Given
            broker.createTopics(
                    Map.of("sentences", PARTITIONS, "frames", PARTITIONS, "rejections", PARTITIONS, "diagnostics", 1));
            Settings settings = settings(broker, registry);
            try (SrlService service = service(settings);
                    SrlService second = service(settings);
                    SentenceFeed feed = new SentenceFeed(
                            "sentences", PARTITIONS, broker.bootstrapServers(), settings.serdeConfig());
                    CommittedRecords outputs =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
                feed.publishUpTo(SENTENCES, 0);
                service.start();
                assertThat(service.awaitRunning(PATIENCE)).isTrue();
                List<String> members = members(broker);
                // When
                until(outputs, SENTENCES / 4);
                assertThat(members(broker)).isEqualTo(members);
                second.start();
                assertThat(second.awaitRunning(PATIENCE)).isTrue();
                until(outputs, SENTENCES);
                // Then
                assertThat(outputs.all().stream().map(CommittedRecords::source))
                        .hasSize(SENTENCES)
                        .doesNotHaveDuplicates();
                assertThat(members(broker)).hasSize(2).containsAll(members);
            }
            assertThat(CommittedRecords.aborted(broker.bootstrapServers(), List.of("frames", "rejections", CHANGELOG)))
                    .isZero();
        }
    }

    private static SrlService service(Settings settings) {
        return new SrlService(settings, WarmUpListener.SILENT, model -> new SlowModel(model, PER_BATCH));
    }

    private static void until(CommittedRecords outputs, int count) {
        await(count + " outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= count);
    }

    private Settings settings(EmbeddedBroker broker, ApicurioRegistry registry) throws Exception {
        Map<String, String> settings = ServiceSettings.of(broker, registry, folder);
        settings.put("application.id", APPLICATION);
        settings.put("engine.batch.tokens", "128");
        settings.put("engine.workers", "8");
        settings.put("pending.max", "18");
        settings.put("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
        settings.put("registry.http.read.timeout.ms", "4000");
        settings.put("registry.max.retries", "0");
        return Settings.load(null, Map.of(), settings);
    }

    /** Who is in the group. A member that was thrown out of it comes back under another id. */
    private static List<String> members(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin
                    .describeConsumerGroups(List.of(APPLICATION))
                    .describedGroups()
                    .values()
                    .iterator()
                    .next()
                    .get()
                    .members()
                    .stream()
                    .map(MemberDescription::consumerId)
                    .toList();
        }
    }
}
