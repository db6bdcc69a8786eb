package dev.srlstream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.event.FindingKind;
import dev.srlstream.weights.PickleWriter;
import dev.srlstream.weights.TestTensor;
import dev.srlstream.weights.TorchWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of a file that are no tensors of the model. */
class OtherValuesTest {
    private static final int SETITEM = 's';
    private static final int EMPTY_DICT = '}';
    private static final String BIAS = "tag_projection_layer.bias";

    private final TinyModel model = new TinyModel().withPositionIds(0, 1, 2, 3, 4);
    private final Path directory;

    OtherValuesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void listsWhatLiesBesideTheStateDictAndServesTheSameWeights(Policy policy) throws Exception {
        // Given
        var loss = TestTensor.counting("loss", 0, 1);
        byte[] pickle = new PickleWriter()
                .proto(2)
                .op(EMPTY_DICT)
                .text("epoch")
                .number(5)
                .op(SETITEM)
                .text("loss")
                .tensor(loss, false)
                .op(SETITEM)
                .text("args")
                .global("argparse", "Namespace")
                .op(')', 0x81, SETITEM)
                .text("model_state_dict")
                .bytes(stateDict())
                .op(SETITEM)
                .stop();

        // When
        Reconciliation usual = reconcile(TorchWriter.stateDict(model.tensors, false), List.of(), policy);
        Reconciliation found = reconcile(pickle, List.of(loss), policy);

        // Then
        assertThat(found).hasSameClassAs(usual).isInstanceOf(Reconciliation.Accepted.class);
        assertThat(found.findings())
                .filteredOn(finding -> finding.detail().contains("beside the state dict"))
                .extracting(finding -> finding.kind() + " " + finding.key() + " " + finding.detail())
                .containsExactly(
                        "IGNORED epoch It lies beside the state dict (int) and is no part of the model.",
                        "IGNORED loss It lies beside the state dict (tensor torch.float32 [1]) and is no part of the"
                                + " model.",
                        "IGNORED args It lies beside the state dict (argparse.Namespace) and is no part of the model.");
    }

    @Test
    void refusesAnotherValueWhereATensorMustBe() throws Exception {
        // Given: under the key that DataParallel gives it
        model.tensors.remove(BIAS);
        byte[] pickle = new PickleWriter()
                .proto(2)
                .bytes(stateDict())
                .text("module." + BIAS)
                .global("numpy.core.multiarray", "_reconstruct")
                .op(')', 'R', SETITEM)
                .stop();

        // When
        Reconciliation found = reconcile(pickle, List.of(), Policy.RECONCILE);

        // Then
        assertThat(found).isInstanceOf(Reconciliation.Rejected.class);
        assertThat(found.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.MISSING)
                .singleElement()
                .extracting(Finding::detail)
                .asString()
                .startsWith("module." + BIAS + " is a numpy.ndarray and no tensor: convert it");
    }

    private byte[] stateDict() {
        byte[] pickle = TorchWriter.stateDict(model.tensors, false);
        return Arrays.copyOfRange(pickle, 2, pickle.length - 1);
    }

    private Reconciliation reconcile(byte[] pickle, List<TestTensor> more, Policy policy) throws Exception {
        Path written = model.write(Files.createTempDirectory(directory, "model"));
        List<TestTensor> tensors = new ArrayList<>(model.tensors.values());
        tensors.addAll(more);
        Files.write(written.resolve("weights.th"), TorchWriter.zipOf(TorchWriter.records(pickle, tensors)));
        try (Checkpoint checkpoint = Checkpoint.open(CheckpointPaths.of(written), directory)) {
            return Reconciler.reconcile(checkpoint, new Terms(policy, true));
        }
    }
}
