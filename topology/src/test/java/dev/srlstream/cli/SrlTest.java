package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"run", "label", "audit", "publish", "frames", "diagnostics", "rejections", "topology", "config"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        // When
        Run run = Run.of(command, "--help");
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: srl " + command).contains("Example:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void withoutACommandItNamesThemAll() {
        // When
        Run run = Run.of();
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("run, label, audit, publish");
    }

    @Test
    void suggestsTheFlagThatWasMeant() {
        // When
        Run run = Run.of("label", "--modle", "x");
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--modle").contains("--model").contains("srl label --help");
    }

    @Test
    void refusesAnUnknownPolicyAndListsTheKnownOnes() {
        // When
        Run run = Run.of("audit", "--model", "x", "--policy", "lax");
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).containsIgnoringCase("reconcile").containsIgnoringCase("strict");
    }

    @Test
    void aCheckpointThatIsNotThereIsUnreadable() {
        // When
        Run run = Run.of("audit", "--model", "no/such/model.tar.gz");
        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("no/such/model.tar.gz").hasLineCount(1);
    }

    @Test
    void anInputThatIsNotThereFailsBeforeAModelIsLoaded() {
        // When
        Run run = Run.of("label", "--model", "no/such/model.tar.gz", "--in", "no/such/sentences.jsonl");
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("There is no file no/such/sentences.jsonl.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frames", "diagnostics", "rejections", "publish"})
    void brokersThatDoNotAnswerAreNamedWithTheFlagThatGivesThem(String command) {
        // When
        Run run = Run.of(
                command,
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--set",
                "kafka.default.api.timeout.ms=300",
                "--set",
                "kafka.request.timeout.ms=200");
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("127.0.0.1:1", "--bootstrap-servers").hasLineCount(1);
    }

    @Test
    void showsWhereASettingCameFrom(@TempDir Path folder) throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("service.properties"), "stream.threads=3\n");
        // When
        Run run = Run.of(
                Map.of("SRL_TOPIC_FRAMES", "roles"),
                "",
                "config",
                "--config",
                file.toString(),
                "--set",
                "application.id=mine");
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .containsSubsequence("# set by flag", "application.id=mine")
                .containsSubsequence("# set by environment", "topic.frames=roles")
                .containsSubsequence("# set by file", "stream.threads=3")
                .contains("topic.sentences=sentences");
    }

    @Test
    void aSettingThatDoesNotExistIsWrongUsage() {
        // When
        Run run = Run.of("config", "--set", "stream.thread=3");
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("stream.thread")
                .contains("stream.threads")
                .doesNotContain("\tat ");
    }

    @Test
    void describesTheTopologyWithoutBrokersOrModel() {
        // When
        Run run = Run.of("topology", "--set", "topic.sentences=incoming");
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("topics: [incoming]");
    }
}
