package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {
    @ParameterizedTest
    @CsvSource({
        // Nothing set.
        ",,,           cpu,   1,  1024, 1, 256",
        ",,,           cpu,   8,  1024, 8, 256",
        ",,,           cpu,   64, 1024, 64, 1024",
        ",,,           cpu,   0,  1024, 1, 256",
        ",,,           gpu:1, 8, 16384, 2, 2048",
        // What is not set follows.
        "4096,,,       cpu,   2,  4096, 2, 256",
        "16384,,,      cpu,   4, 16384, 4, 2048",
        ",16,,         gpu:0, 8, 16384, 16, 4096",
        ",,100,        cpu,   8,   750, 8, 100",
        ",,100,        gpu:0, 8,  1875, 2, 100",
        ",,3,          cpu,   8,    75, 1, 3",
        "1024,,64,     cpu,   8,  1024, 2, 64",
        "1024,,50,     cpu,   8,  1024, 1, 50",
        ",1,328,       gpu:0, 8,  8200, 1, 328",
        "1,2,3,        cpu,   8,     1, 2, 3",
    })
    void fillsInWhatSuitsTheDeviceAndGoesWithWhatIsSet(
            Integer tokens, Integer workers, Integer pending, String device, int passes, int t, int w, int p) {
        Sizing sizing = Sizing.of(tokens, workers, pending, 1, device, passes);

        assertThat(sizing).isEqualTo(new Sizing(t, w, p, 1));
    }

    @ParameterizedTest
    @CsvSource({"cpu", "gpu:0"})
    void derivesWhatItsOwnCheckAccepts(String device) {
        for (int passes = 1; passes <= 256; passes++) {
            Sizing sizing = Sizing.of(null, null, null, 1, device, passes);

            assertThat(sizing.pendingMax())
                    .isGreaterThanOrEqualTo(
                            Math.toIntExact(Sizing.neededPending(sizing.batchTokens(), sizing.workers())));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cpu,     1, 1",
        "cpu,    53, 1",
        "cpu,    54, 2",
        "cpu,    96, 2",
        "cpu,   128, 3",
        "gpu:0,   1, 1",
        "gpu:0,   2, 1",
        "gpu:0,   4, 2",
        "gpu:1,   7, 5",
        "gpu:1,  16, 6",
        "gpu:0, 128, 6",
    })
    void hasStreamThreadsThatKeepUpWithTheDevice(String device, int cores, int threads) {
        assertThat(Sizing.streamThreads(device, cores)).isEqualTo(threads);
    }

    @Test
    void leavesStreamThreadsThatAreSet() throws ConfigurationException {
        Settings set = Settings.load(null, Map.of(), Map.of("stream.threads", "7"));

        assertThat(set.sizing("gpu:0").streamThreads()).isEqualTo(7);
        assertThat(set.derivedFrom("gpu:0")).doesNotContainKey("stream.threads");
        assertThat(Settings.load(null, Map.of(), Map.of()).derivedFrom("gpu:0")).containsKey("stream.threads");
    }

    @Test
    void tellsWhatIsDerivedFromWhatIsSet() throws ConfigurationException {
        Settings settings = Settings.load(null, Map.of(), Map.of("engine.workers", "3"));

        assertThat(settings.sizing("gpu:0").workers()).isEqualTo(3);
        assertThat(settings.source("engine.workers")).isEqualTo(SettingSource.FLAG);
        assertThat(settings.derivedFrom("gpu:0"))
                .containsEntry("engine.batch.tokens", "16384")
                .containsEntry("pending.max", "2048")
                .doesNotContainKey("engine.workers");
    }
}
