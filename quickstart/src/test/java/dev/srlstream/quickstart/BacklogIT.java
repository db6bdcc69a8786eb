package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More sentences wait than the heap could hold. */
@Tag("long")
class BacklogIT {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int PARTITIONS = 4;
    private static final int SENTENCES = 30_000;
    private static final int HEAP_MEBIBYTES = 64;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isLabelledInASmallHeap() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            broker.createTopics(
                    Map.of("sentences", PARTITIONS, "frames", PARTITIONS, "rejections", PARTITIONS, "diagnostics", 1));
            Map<String, String> configuration = ServiceSettings.of(broker, SharedRegistry.get(), folder);
            Settings settings = Settings.load(null, Map.of(), configuration);
            try (SentenceFeed feed =
                    new SentenceFeed("sentences", PARTITIONS, broker.bootstrapServers(), settings.serdeConfig())) {
                feed.publishUpTo(SENTENCES, 0);
            }
            // When
            try (CommittedRecords outcomes =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"));
                    ServiceProcess service = new ServiceProcess(folder, configuration, HEAP_MEBIBYTES)) {
                // Then
                await("all outcomes").atMost(PATIENCE).until(() -> outcomes.poll() >= SENTENCES || !service.isAlive());
                assertThat(service.isAlive()).as(service.log()).isTrue();
                assertThat(service.terminate()).isZero();
                assertThat(outcomes.poll()).isEqualTo(SENTENCES);
            }
        }
    }
}
