package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import dev.srlstream.quickstart.QuickstartFiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedModelTest {
    @Test
    void givesASimulatedDeviceOneWorker(@TempDir Path cache) throws Exception {
        // Given
        QuickstartFiles files = QuickstartFiles.locate();
        Settings settings = Settings.load(
                null,
                Map.of(),
                Map.of(
                        "model.path",
                        files.checkpoint().toString(),
                        "model.cache.dir",
                        cache.toString(),
                        "model.device",
                        "cpu",
                        "engine.workers",
                        "3"));

        // Then
        try (LoadedModel model = LoadedModel.load(settings, null)) {
            assertThat(workers()).isEqualTo(3);
        }
        try (LoadedModel model = LoadedModel.load(settings, DeviceSpeed.parse("1ms/128"))) {
            assertThat(workers()).isEqualTo(1);
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("srl-device-"))
                .count();
    }
}
