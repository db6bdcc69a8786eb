package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.golden.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditAgainstTest {
    private static final String WITH = Golden.path("with-position-ids.tar.gz").toString();
    private static final String WITHOUT =
            Golden.path("without-position-ids.tar.gz").toString();
    private static final String UNTRAINED = Golden.path("flat.tar.gz").toString();

    @Test
    void saysFirstThatTagsCannotChange() {
        // When
        Run run = Run.of("audit", "--model", WITHOUT, "--against", WITH);
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .startsWith("without-position-ids.tar.gz against with-position-ids.tar.gz: TAGS CANNOT CHANGE")
                .contains("  no matter     position_ids: missing in model; right in against")
                .contains("  tensors       39 tensors compared: 39 the same bit for bit");
    }

    @Test
    void aDifferenceIsAResultAndNoFailure() {
        // When
        Run run = Run.of("audit", "--model", WITH, "--against", UNTRAINED);
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).endsWith("TAGS COULD CHANGE");
        assertThat(run.lines()).hasSizeLessThan(20).allMatch(line -> line.length() <= 100);
    }

    @Test
    void listsEveryTensorThatDiffersWhenAsked() {
        // When
        Run run = Run.of("audit", "--model", WITH, "--against", UNTRAINED, "--all");
        // Then
        assertThat(run.out()).contains("bert_model.encoder.layer.1.intermediate.dense.weight, by up to");
    }

    @Test
    void refusesAnEmptyNameInsteadOfComparingWithTheWorkingDirectory() {
        // When
        Run run = Run.of("audit", "--model", WITH, "--against", "");
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--against names no checkpoint");
    }

    @Test
    void givesTheComparisonAsOneJsonObject() throws Exception {
        // When
        Run run = Run.of("audit", "--model", WITH, "--against", UNTRAINED, "--json");
        // Then
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(1);
        assertThat(json.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "verdict", "sentence", "model", "against", "borrowed", "decisive", "immaterial", "tensors");
        assertThat(json.path("verdict").asText()).isEqualTo("could-change");
        assertThat(json.path("model").path("outcome").asText()).isEqualTo("CLEAN");
        JsonNode tensor = json.path("tensors").path(0);
        assertThat(tensor.path("key").asText()).isEqualTo("bert_model.embeddings.word_embeddings.weight");
        assertThat(tensor.path("result").asText()).isEqualTo("different");
        assertThat(tensor.path("nature").asText()).isEqualTo("learned");
        assertThat(tensor.path("largest").asDouble()).isPositive();
        assertThat(tensor.path("relative").asDouble()).isPositive();
    }

    @Test
    void showsTheAuditOfTheOneThatIsRejected() {
        // When
        Run run = Run.of("audit", "--model", WITH, "--against", WITHOUT, "--policy", "strict");
        // Then
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.lines()).startsWith("Checkpoint without-position-ids.tar.gz: REJECTED");
        assertThat(run.out()).doesNotContain("Checkpoint with-position-ids");
    }

    @Test
    void saysInJsonWhichOneIsRejected() throws Exception {
        // When
        Run run = Run.of("audit", "--model", WITH, "--against", WITHOUT, "--policy", "strict", "--json");
        // Then
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(json.path("verdict").asText()).isEqualTo("rejected");
        assertThat(json.path("model").path("outcome").asText()).isEqualTo("CLEAN");
        assertThat(json.path("against").path("outcome").asText()).isEqualTo("REJECTED");
    }

    @Test
    void anUnreadableCheckpointIsNotCompared(@TempDir Path folder) throws Exception {
        // Given
        Path page = Files.writeString(folder.resolve("model.tar.gz"), "<html>Sign in</html>");
        // When
        Run run = Run.of("audit", "--model", WITH, "--against", page.toString());
        // Then
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("model.tar.gz").hasLineCount(1);
    }

    @Test
    void namesTheFlagOfTheCheckpointThatIsNotThere(@TempDir Path folder) {
        // When
        Run run = Run.of(
                "audit",
                "--model",
                WITH,
                "--against",
                folder.resolve("no.tar.gz").toString());
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no.tar.gz: correct --against.").hasLineCount(1);
    }

    @Test
    void takesTheNamedVocabularyForAnArchiveThatHasNoneAndSaysSo(@TempDir Path folder) throws Exception {
        // Given
        Path alone = Files.copy(Path.of(WITHOUT), folder.resolve("alone.tar.gz"));
        String vocabulary = Golden.path("vocab.txt").toString();
        String config = Golden.path("bert_config.json").toString();
        // When
        Run run = Run.of(
                "audit",
                "--model",
                WITH,
                "--against",
                alone.toString(),
                "--vocab",
                vocabulary,
                "--bert-config",
                config);
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(0)).endsWith("TAGS CANNOT CHANGE");
        assertThat(run.out()).contains("  assumed       against has no vocab.txt and no bert_config.json of its own");
    }

    @Test
    void publishesNoComparison() {
        // When
        Run run = Run.of("audit", "--model", WITH, "--against", WITHOUT, "--publish");
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("leave --against away");
    }
}
