package dev.srlstream.repair;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.reconcile.CompleteStateDict;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Reconciliation;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.weights.TestTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    private static final String POOLER = "bert_model.pooler.dense.bias";

    private final Path folder;

    VerificationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsOneBitInATensorThatNoDigestOfTheAuditCovers() throws Exception {
        // Given
        Path archive = repaired(new TinyModel());
        var other = new TinyModel();
        other.tensors.put(
                POOLER, TestTensor.floats("bit", new float[] {Math.nextUp(20f), 20.125f, 20.25f, 20.375f}, 4));

        // When
        var refused = assertThatThrownBy(() -> verify(other, archive, true));

        // Then
        refused.isInstanceOf(RepairException.class).hasMessageContaining("in " + POOLER + ",");
    }

    @Test
    void findsAnotherVocabulary() throws Exception {
        // Given
        Path archive = repaired(new TinyModel());
        TinyModel other = new TinyModel().edited("vocab.txt", "##b", "##c");

        // When
        var refused = assertThatThrownBy(() -> verify(other, archive, true));

        // Then
        refused.isInstanceOf(RepairException.class).hasMessageContaining("vocab.txt");
    }

    @Test
    void findsAnArchiveForTheOtherTransformers() throws Exception {
        // Given
        Path archive = repaired(new TinyModel());

        // When
        var refused = assertThatThrownBy(() -> verify(new TinyModel(), archive, false));

        // Then
        refused.isInstanceOf(RepairException.class).hasMessageContaining("the list of keys");
    }

    @Test
    void findsADamagedArchive() throws Exception {
        // Given
        Path archive = repaired(new TinyModel());
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 2] ^= 1;
        Files.write(archive, bytes);

        // When
        var refused = assertThatThrownBy(() -> verify(new TinyModel(), archive, true));

        // Then
        refused.isInstanceOf(RepairException.class).hasMessageContaining("does not read back");
    }

    private Path repaired(TinyModel model) throws Exception {
        Path archive = folder.resolve("repaired.tar.gz");
        Path old = model.write(Files.createDirectory(folder.resolve("old")));
        Repair.run(new RepairPlan(
                CheckpointPaths.of(old), Policy.RECONCILE, true, WeightsFormat.TORCH_ZIP, archive, false));
        return archive;
    }

    private void verify(TinyModel original, Path archive, boolean positionIds) throws Exception {
        Path path = original.write(Files.createDirectories(folder.resolve("other")));
        try (JudgedCheckpoint judged =
                JudgedCheckpoint.open(CheckpointPaths.of(path), Terms.of(Policy.RECONCILE), folder)) {
            var accepted = (Reconciliation.Accepted) judged.reconciliation();
            CompleteStateDict wanted = CompleteStateDict.of(judged.checkpoint(), accepted, positionIds);
            new Verification(judged, wanted, positionIds).verify(archive, folder);
        }
    }
}
