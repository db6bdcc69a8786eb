package dev.srlstream.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.Outcome;
import dev.srlstream.reconcile.CompleteStateDict.Added;
import dev.srlstream.reconcile.CompleteStateDict.Sort;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.repair.RepairOutcome.Rejected;
import dev.srlstream.repair.RepairOutcome.Written;
import dev.srlstream.weights.Sha256;
import dev.srlstream.weights.TorchWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepairTest {
    private static final Path GOLDENS = Path.of("..", "goldens");
    private static final String LOST = "tag_projection_layer.weight";

    private final Path folder;
    private final Path target;

    RepairTest(@TempDir Path folder) {
        this.folder = folder;
        this.target = folder.resolve("repaired.tar.gz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "without-position-ids.tar.gz",
                "with-position-ids.tar.gz",
                "legacy-container.tar.gz",
                "flat.tar.gz"
            })
    void servesTheSameFromItsOwnFilesAlone(String golden) throws Exception {
        // Given
        Path old = GOLDENS.resolve(golden);
        CheckpointAudit before = audit(old, Terms.of(Policy.RECONCILE));

        // When
        var written = (Written) repair(old, Policy.RECONCILE, true, WeightsFormat.TORCH_ZIP);

        // Then
        CheckpointAudit after = audit(target, Terms.of(Policy.STRICT));
        assertThat(after.getOutcome()).isEqualTo(Outcome.CLEAN);
        assertThat(after.getReconciledSha256()).isNotNull().isEqualTo(before.getReconciledSha256());
        assertThat(after.getSource()).isEqualTo(written.archive());
        assertThat(written.archive().getSha256()).isEqualTo(Sha256.of(target));
        assertThat(written.tensors()).isEqualTo(42);
        assertThat(written.configured()).isFalse();
        try (Checkpoint one = Checkpoint.open(CheckpointPaths.of(old), folder);
                Checkpoint other = Checkpoint.open(CheckpointPaths.of(target), folder)) {
            assertThat(other.labels()).isEqualTo(one.labels());
            assertThat(other.vocabulary()).isEqualTo(one.vocabulary());
            assertThat(other.bertConfig()).isEqualTo(one.bertConfig());
            assertThat(other.lowercase()).isEqualTo(one.lowercase());
            assertThat(other.config().orElseThrow()).isEqualTo(one.config().orElseThrow());
        }
        assertNothingElse(target);
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheBufferOutForTheTransformersThatRefuseIt(WeightsFormat format) throws Exception {
        // Given
        Path old = GOLDENS.resolve("with-position-ids.tar.gz");

        // When
        var written = (Written) repair(old, Policy.RECONCILE, false, format);

        // Then
        assertThat(written.leftOut()).containsExactly(TinyModel.POSITION_IDS);
        assertThat(written.added()).isEmpty();
        assertThat(audit(target, new Terms(Policy.STRICT, false)).getOutcome()).isEqualTo(Outcome.CLEAN);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBytesForTheSameCheckpoint(WeightsFormat format) throws Exception {
        // Given
        Path old = GOLDENS.resolve("without-position-ids.tar.gz");
        var first = (Written) repair(old, Policy.RECONCILE, true, format);
        Files.delete(target);

        // When
        var second = (Written) repair(old, Policy.RECONCILE, true, format);

        // Then
        assertThat(second.archive()).isEqualTo(first.archive());
    }

    @Test
    void composesAConfigurationForWeightsThatLieAlone() throws Exception {
        // Given
        TinyModel model = new TinyModel()
                .edited(
                        "bert_config.json",
                        "\"type_vocab_size\": 2",
                        "\"type_vocab_size\": 2, \"do_lower_case\": true");
        Path old = Files.write(folder.resolve("weights.th"), TorchWriter.zip(model.tensors));
        Files.writeString(folder.resolve("vocab.txt"), String.valueOf(model.files.get("vocab.txt")));
        Files.writeString(folder.resolve("bert_config.json"), String.valueOf(model.files.get("bert_config.json")));
        Path labels = Files.writeString(folder.resolve("l.txt"), "O\nB-V\nI-V\n");
        Path alone = Files.createDirectory(folder.resolve("alone")).resolve("repaired.tar.gz");

        // When
        var written = (Written) Repair.run(new RepairPlan(
                new CheckpointPaths(old, null, null, labels),
                Policy.RECONCILE,
                true,
                WeightsFormat.TORCH_ZIP,
                alone,
                false));

        // Then
        assertThat(written.configured()).isTrue();
        try (Checkpoint repaired = Checkpoint.open(CheckpointPaths.of(alone), folder)) {
            assertThat(new String(repaired.config().orElseThrow(), StandardCharsets.UTF_8))
                    .contains("\"type\" : \"srl_bert\"", "\"num_attention_heads\" : 2", "wordpieces-uncased");
            assertThat(repaired.lowercase()).isTrue();
            assertThat(repaired.labels()).containsExactly("O", "B-V", "I-V");
        }
    }

    @Test
    void writesLabelsByTheIndexThatPaddingGaveThem() throws Exception {
        // Given
        TinyModel model = new TinyModel()
                .edited("vocabulary/non_padded_namespaces.txt", "*labels", "*other")
                .edited("vocabulary/labels.txt", "O\nB-V\nI-V\n", "@@UNKNOWN@@\nB-V\n");
        Path old = model.write(folder);

        // When
        repair(old, Policy.RECONCILE, true, WeightsFormat.TORCH_ZIP);

        // Then
        try (Checkpoint repaired = Checkpoint.open(CheckpointPaths.of(target), folder)) {
            assertThat(repaired.labels()).containsExactly("@@PADDING@@", "@@UNKNOWN@@", "B-V");
        }
    }

    @Test
    void replacesAPoolerThatTheModelCouldNotHold() throws Exception {
        // Given
        Path old =
                new TinyModel().reshaped("bert_model.pooler.dense.weight", 2, 2).write(folder);

        // When
        var written = (Written) repair(old, Policy.RECONCILE, false, WeightsFormat.TORCH_ZIP);

        // Then
        assertThat(written.added()).extracting(Added::key).containsExactly("bert_model.pooler.dense.weight");
        assertThat(written.added()).extracting(Added::sort).containsExactly(Sort.UNUSED);
        assertThat(written.leftOut()).containsExactly("bert_model.pooler.dense.weight");
    }

    @Test
    void writesNothingOfARejectedCheckpoint() throws Exception {
        // Given
        TinyModel model = new TinyModel();
        model.tensors.remove(LOST);
        Path old = model.write(folder);

        // When
        RepairOutcome outcome = repair(old, Policy.RECONCILE, true, WeightsFormat.TORCH_ZIP);

        // Then
        assertThat(outcome).isInstanceOf(Rejected.class);
        assertThat(outcome.audit().getSummary()).contains(LOST);
        assertNothingElse(old);
    }

    @Test
    void whatLenientMadeUpStaysDegradedHoweverOftenItIsRepaired() throws Exception {
        // Given
        TinyModel model = new TinyModel();
        model.tensors.remove(LOST);
        var once = (Written) repair(model.write(folder), Policy.LENIENT, true, WeightsFormat.TORCH_ZIP);
        Path twice = folder.resolve("twice.tar.gz");

        // When
        var again = (Written) Repair.run(new RepairPlan(
                CheckpointPaths.of(target), Policy.RECONCILE, false, WeightsFormat.TORCH_ZIP, twice, false));

        // Then
        assertThat(once.added())
                .filteredOn(added -> added.sort() == Sort.LOST)
                .extracting(Added::key)
                .containsExactly(LOST);
        assertThat(again.audit().getOutcome()).isEqualTo(Outcome.DEGRADED);
        for (Path archive : List.of(target, twice)) {
            CheckpointAudit audit = audit(archive, Terms.of(Policy.RECONCILE));
            assertThat(audit.getOutcome()).isEqualTo(Outcome.DEGRADED);
            assertThat(audit.getSummary()).contains(LOST);
        }
    }

    private RepairOutcome repair(Path old, Policy policy, boolean positionIds, WeightsFormat format) throws Exception {
        return Repair.run(new RepairPlan(CheckpointPaths.of(old), policy, positionIds, format, target, false));
    }

    private CheckpointAudit audit(Path archive, Terms terms) throws Exception {
        try (JudgedCheckpoint judged = JudgedCheckpoint.open(CheckpointPaths.of(archive), terms, folder)) {
            return judged.audit();
        }
    }

    private void assertNothingElse(Path only) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(only);
        }
    }
}
