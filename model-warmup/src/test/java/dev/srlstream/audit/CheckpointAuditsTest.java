package dev.srlstream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.event.Architecture;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.KeyCounts;
import dev.srlstream.event.KeyFinding;
import dev.srlstream.event.Outcome;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.statedict.DType;
import dev.srlstream.weights.TestTensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointAuditsTest {
    private static final Path BUNDLED = Path.of("..", "quickstart", "checkpoint", "srl-bert-mini.tar.gz");
    private static final String MISSING = "RuntimeError: Error(s) in loading state_dict for SrlBert:\n"
            + "\tMissing key(s) in state_dict: \"bert_model.embeddings.position_ids\". ";
    private static final String UNEXPECTED = "RuntimeError: Error(s) in loading state_dict for SrlBert:\n"
            + "\tUnexpected key(s) in state_dict: \"bert_model.embeddings.position_ids\". ";

    private final Path directory;

    CheckpointAuditsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void tellsOfTheBundledCheckpointThatItsPositionIdsWereRegenerated() throws Exception {
        // Given
        Path bundled = BUNDLED;

        // When
        CheckpointAudit audit = audit(bundled, Policy.RECONCILE);

        // Then: digest and parameters as Python computes them
        assertThat(audit.getOutcome()).isEqualTo(Outcome.REPAIRED);
        assertThat(audit.getSummary())
                .isEqualTo("bert_model.embeddings.position_ids was missing and has been regenerated (0…255);"
                        + " nothing else was touched: all 55 learned tensors are the file's.");
        assertThat(audit.getKeys()).isEqualTo(new KeyCounts(57, 55, 55, 1, 0, 0, 2, 0));
        assertThat(audit.getArchitecture()).isEqualTo(new Architecture(3, 256, 4, 1024, 8000, 93, 256));
        assertThat(audit.getParameters()).isEqualTo(4_507_741);
        assertThat(audit.getReconciledSha256())
                .isEqualTo("1c09361e46739a9230f74abc6aaefa16d04095c433e904775358932a92c8b12e");
        assertThat(audit.getPytorchMessage()).isEqualTo(MISSING);
        assertThat(audit.getPolicy()).isEqualTo("reconcile");
        assertThat(audit.getFindings())
                .extracting(KeyFinding::getAction)
                .containsExactly("regenerated", "ignored", "ignored", "noted", "noted");
        assertThat(audit.getFindings().get(0).getExpectedShape()).containsExactly(1L, 256L);
        // Its name does not say that it is uncased, its configuration does.
        assertThat(audit.getFindings().get(4).getKey()).isEqualTo("do_lower_case");
    }

    @ParameterizedTest
    @CsvSource({
        "with-position-ids, CLEAN, 42, de83f7b76555d4b0fbd11025da804b6798af3b1bdcd06f5ccbd7afd9a4599a6b",
        "without-position-ids, REPAIRED, 41, de83f7b76555d4b0fbd11025da804b6798af3b1bdcd06f5ccbd7afd9a4599a6b",
        "legacy-container, CLEAN, 42, de83f7b76555d4b0fbd11025da804b6798af3b1bdcd06f5ccbd7afd9a4599a6b",
        "flat, CLEAN, 42, 4767d829087a99ef34543a5c279063028219b917bd22a2a812beae46ee258a68"
    })
    void judgesTheFixturesOfTheReference(String archive, Outcome outcome, int keys, String sha256) throws Exception {
        // Given
        Path path = Path.of("..", "goldens", archive + ".tar.gz");
        boolean clean = outcome == Outcome.CLEAN;

        // When
        CheckpointAudit audit = audit(path, Policy.RECONCILE);

        // Then
        assertThat(audit.getOutcome()).isEqualTo(outcome);
        assertThat(audit.getKeys()).isEqualTo(new KeyCounts(keys, 39, 39, clean ? 0 : 1, clean ? 1 : 0, 0, 2, 0));
        assertThat(audit.getReconciledSha256()).isEqualTo(sha256);
        assertThat(audit.getPytorchMessage()).isEqualTo(clean ? UNEXPECTED : MISSING);
        assertThat(audit.getSummary())
                .contains("39 learned tensors are the file's")
                .contains("0…511");
        assertThat(audit.getParameters()).isEqualTo(825_860);
    }

    @Test
    void refusesTheBundledCheckpointWhenStrict() throws Exception {
        // Given
        Path bundled = BUNDLED;

        // When
        CheckpointAudit audit = audit(bundled, Policy.STRICT);

        // Then
        assertThat(audit.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(audit.getKeys()).isEqualTo(new KeyCounts(57, 58, 55, 0, 0, 0, 2, 1));
        assertThat(audit.getReconciledSha256()).isNull();
        assertThat(audit.getParameters()).isZero();
        assertThat(audit.getSummary())
                .startsWith("Refused because of bert_model.embeddings.position_ids. Transformers up to 3.0.2");
        assertThat(audit.getPytorchMessage()).isEqualTo(MISSING);
    }

    @Test
    void isTheSameEveryTime() throws Exception {
        // Given
        CheckpointAudit first = audit(BUNDLED, Policy.RECONCILE);

        // When
        CheckpointAudit second = audit(BUNDLED, Policy.RECONCILE);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(second.toString()).isEqualTo(first.toString());
    }

    @Test
    void repeatsEverythingThatPytorchWouldSay() throws Exception {
        // Given
        var model = new TinyModel().withPositionIds(0, 1, 2, 3, 4).reshaped("tag_projection_layer.bias", 7);
        model.tensors.remove("tag_projection_layer.weight");
        model.tensors.put("bert_model.embeddings.extra", TestTensor.counting("e", 0, 1));
        model.tensors.put("zzz", TestTensor.counting("z", 0, 1));

        // When
        CheckpointAudit audit = audit(model.write(directory), Policy.RECONCILE);

        // Then: unexpected keys module by module from the root, as PyTorch walks
        assertThat(audit.getPytorchMessage())
                .isEqualTo("RuntimeError: Error(s) in loading state_dict for SrlBert:\n"
                        + "\tMissing key(s) in state_dict: \"tag_projection_layer.weight\". \n"
                        + "\tUnexpected key(s) in state_dict: \"zzz\", \"bert_model.embeddings.position_ids\","
                        + " \"bert_model.embeddings.extra\". \n"
                        + "\tsize mismatch for tag_projection_layer.bias: copying a param with shape torch.Size([7])"
                        + " from checkpoint, the shape in current model is torch.Size([3]).");
        assertThat(audit.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(audit.getKeys()).isEqualTo(new KeyCounts(27, 23, 21, 0, 1, 0, 2, 4));
    }

    @Test
    void saysInTheSummaryWhichWeightsWereConverted() throws Exception {
        // Given
        var model = new TinyModel().withPositionIds(0, 1, 2, 3, 9);
        var half = new byte[] {0, 0x3c, 0, 0x3c, 0, 0x3c};
        model.tensors.replace("tag_projection_layer.bias", TestTensor.of(DType.FLOAT16, "h", half, 3));

        // When
        CheckpointAudit audit = audit(model.write(directory), Policy.RECONCILE);

        // Then
        assertThat(audit.getSummary())
                .isEqualTo("bert_model.embeddings.position_ids was wrong and has been regenerated (0…4);"
                        + " nothing else was touched: all 23 learned tensors are the file's,"
                        + " 1 of them converted to torch.float32 from torch.float16.");
    }

    private CheckpointAudit audit(Path model, Policy policy) throws Exception {
        try (var judged = JudgedCheckpoint.open(CheckpointPaths.of(model), Terms.of(policy), directory)) {
            return judged.audit();
        }
    }
}
