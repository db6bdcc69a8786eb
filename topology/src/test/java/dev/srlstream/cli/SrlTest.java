package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "label",
                "eval",
                "audit",
                "repair",
                "publish",
                "frames",
                "diagnostics",
                "rejections",
                "topology",
                "config",
                "completion"
            })
    void everyCommandExplainsItselfWithAnExample(String command) {
        // When
        Run run = Run.of(command, "--help");
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: srl " + command).contains("Example:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void tellsVersionCommitAndLibtorch() {
        // When
        Run run = Run.of("--version");
        // Then
        assertThat(run.out().lines())
                .satisfiesExactly(
                        version -> assertThat(version).matches("srl-stream \\d+\\.\\d+\\.\\d+.*"),
                        commit -> assertThat(commit).matches("commit ([0-9a-f]{12}(-dirty)?|unknown)"),
                        libtorch -> assertThat(libtorch).matches("libtorch \\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void withoutACommandItNamesThemAll() {
        // When
        Run run = Run.of();
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("run, label, eval, audit, repair, publish");
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
    void listsChoicesAsTheyAreTyped() {
        // When
        Run run = Run.of("label", "--help");
        // Then
        assertThat(run.out()).contains("strict", "reconcile", "fp32").doesNotContain("STRICT", "FP32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "audit", "label"})
    void aCheckpointThatIsNotThereIsAFailure(String command) {
        // When
        Run run = command.equals("run")
                ? Run.of("run", "--set", "http.port=0", "--set", "model.path=no/such/model.tar.gz")
                : Run.of(command, "--model", "no/such/model.tar.gz");
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no/such/model.tar.gz", "--model").hasLineCount(1);
    }

    @Test
    void aVocabularyThatIsNotThereIsAFailure() {
        // When
        Run run = Run.of("audit", "--model", ".", "--vocab", "no/such/vocab.txt");
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no/such/vocab.txt", "--vocab").hasLineCount(1);
    }

    @Test
    void doesNotLabelAFileOntoItself(@TempDir Path folder) throws Exception {
        // Given
        String file = Files.writeString(folder.resolve("sentences.jsonl"), "{\"text\":\"She left.\"}")
                .toString();
        // When
        Run run = Run.of("label", "--model", "no/such/model.tar.gz", "--in", file, "--out", file);
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(Path.of(file)).content().contains("She left.");
    }

    @Test
    void namesAFolderThatIsGivenForAFile(@TempDir Path folder) {
        // When
        Run run = Run.of("label", "--model", "no/such/model.tar.gz", "--in", folder.toString());
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(folder + " is a folder").hasLineCount(1);
    }

    @Test
    void refusesToReadNoRecordAtAll() {
        // When
        Run run = Run.of("frames", "--max", "0");
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--max is 0").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "frames --from yesterday             | 'yesterday' is no position; there are beginning, end, offset:N",
                "frames --from time:20261130         | '20261130' is too small for milliseconds",
                "frames --from time:noon             | 'noon' is no time; it is a date (2026-11-30)",
                "frames --from offset:-1             | '-1' is no offset",
                "frames --from end --last 3          | --last and --from both say where to begin",
                "frames --last 0                     | --last is 0; name at least one record",
                "frames --partition 0,-2             | --partition is -2",
                "frames --grep (                     | '(' is no regular expression of Java: Unclosed group",
                "frames --format xml                 | CONLL",
                "frames --format conll --json        | --json and --format ask for two formats",
                "frames --format conll --metadata    | CoNLL's columns have no place for --metadata",
                "rejections --stage parse            | VALIDATE",
                "rejections --dry-run                | --dry-run is for --redrive",
                "rejections --redrive --follow       | leave out --follow"
            })
    void saysWhichValuesThereAre(String words, String said) {
        // When
        Run run = Run.of(words.split(" ", -1));
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said).doesNotContain("\tat ");
    }

    @Test
    void readsAnyTopicWithoutChangingTheServicesTopics() {
        // When
        Run run = Run.of(
                "frames",
                "--topic",
                "sentences",
                "--bootstrap-servers",
                "127.0.0.1:1",
                "--set",
                "kafka.default.api.timeout.ms=300");
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("127.0.0.1:1");
    }

    @Test
    void aWrongKafkaPropertyIsNotTakenForBrokersThatAreAway() {
        // When
        Run run = Run.of("frames", "--set", "kafka.max.poll.records=many");
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains("max.poll.records")
                .doesNotContain("cannot be reached")
                .hasLineCount(1);
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
    void refusesSettingsThatDoNotGoTogetherWhereAStreamRunsOnly(@TempDir Path folder) {
        // Given
        Map<String, String> starving = Map.of("SRL_PENDING_MAX", "1", "SRL_ENGINE_BATCH_TOKENS", "8192");
        String missing = folder.resolve("missing.tar.gz").toString();
        // When
        Run run = Run.of(starving, "", "run", "--set", "model.path=" + missing);
        Run label = Run.of(starving, "", "label", "--model", missing);
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("pending.max=1", "engine.batch.tokens=8192")
                .hasLineCount(1);
        assertThat(label.exitCode()).isEqualTo(1);
        assertThat(label.err()).contains("There is no checkpoint at");
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
    void showsWhatIsDerivedFromTheDeviceAndFromOtherSettings() {
        // When
        Run unknown = Run.of("config", "--set", "engine.workers=3");
        Run known = Run.of("config", "--set", "model.device=gpu:1");
        // Then
        assertThat(unknown.lines())
                .containsSubsequence(
                        "# derived at the start: 1024 on a processor like this one, 16384 on a GPU",
                        "engine.batch.tokens=")
                .containsSubsequence("# set by flag", "engine.workers=3")
                .containsSubsequence("# derived from other settings", "kafka.session.timeout.ms=15000");
        assertThat(known.lines())
                .containsSubsequence("# derived from the device", "engine.batch.tokens=16384")
                .containsSubsequence("# derived from the device", "pending.max=2048");
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

    @Test
    void repeatsNoValueOfAFlagThatItDoesNotUnderstand() {
        Run unknown = Run.of("config", "--sasl-password=s3cr3t", "password=s3cr3t");
        Run malformed = Run.of("config", "--set", "registry.basic.auth.user.info:s3cr3t");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--sasl-password=…").doesNotContain("s3cr3t");
        assertThat(malformed.exitCode()).isEqualTo(2);
        assertThat(malformed.err()).contains("--set takes KEY=VALUE").doesNotContain("s3cr3t");
    }
}
