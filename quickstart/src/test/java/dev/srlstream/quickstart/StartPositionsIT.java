package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartPositionsIT {
    private static final TopicPartition PARTITION = new TopicPartition("sentences", 0);
    private static final int SENTENCES = 20;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void labelsNothingAgainAndSkipsNothingUntoldWhenPositionsAreLost() throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry = ApicurioRegistry.start(files.registry())) {
            broker.createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
            Settings settings = Settings.load(null, Map.of(), ServiceSettings.of(broker, registry, folder));
            try (SentenceFeed feed =
                            new SentenceFeed("sentences", 1, broker.bootstrapServers(), settings.serdeConfig());
                    CommittedRecords outputs =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"));
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                // Given: a new application reads its topic from the beginning
                feed.publishUpTo(SENTENCES, 0);
                label(settings, outputs, SENTENCES);

                // When, then: positions that are lost are not made up
                admin.deleteConsumerGroupOffsets(settings.applicationId(), Set.of(PARTITION))
                        .all()
                        .get();
                assertThat(refusal(settings)).contains("in partition 0 no position is committed", "--reset-offsets");
                move(admin, settings, SENTENCES);

                // When, then: sentences that are gone are told of
                feed.publishUpTo(SENTENCES + 7, 0);
                admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(SENTENCES + 3)))
                        .all()
                        .get();
                assertThat(refusal(settings)).contains("3 sentences were deleted before they were read");
                move(admin, settings, SENTENCES + 3);

                // Then: nothing was labelled twice, and it goes on where it was told to
                label(settings, outputs, SENTENCES + 4);
                assertThat(outputs.all().stream()
                                .map(record -> CommittedRecords.source(record).offset()))
                        .doesNotHaveDuplicates()
                        .hasSize(SENTENCES + 4);
            }
        }
    }

    private static void label(Settings settings, CommittedRecords outputs, int outcomes) throws StartupException {
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            service.start();
            await().atMost(Duration.ofMinutes(1)).until(() -> outputs.poll() >= outcomes);
        }
    }

    private static String refusal(Settings settings) {
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            StartupException refusal = catchThrowableOfType(StartupException.class, service::start);
            assertThat(refusal).isNotNull();
            return String.valueOf(refusal.getMessage());
        }
    }

    private static void move(Admin admin, Settings settings, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(settings.applicationId(), Map.of(PARTITION, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
