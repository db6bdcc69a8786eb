package dev.srlstream.fuzz;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.WeightsFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The ways into the readers that the product has, each down to the last element. */
final class Reading {
    private Reading() {}

    static void weights(Path file, Path scratch) throws CheckpointException, IOException {
        try (var channel = FileChannel.open(file)) {
            elements(WeightsFile.read(channel, "weights.th", scratch).stateDict());
        }
    }

    /** Everything before an engine is asked to load the model. */
    static void checkpoint(Path model, Path scratch, Policy policy) throws CheckpointException, IOException {
        try (var judged = JudgedCheckpoint.open(CheckpointPaths.of(model), Terms.of(policy), scratch)) {
            if (judged.audit().toString().isEmpty()) {
                throw new IllegalStateException("an audit without content");
            }
        }
    }

    private static void elements(StateDict stateDict) throws IOException {
        for (Tensor tensor : stateDict.tensors().values()) {
            tensor.readFloat32(elements -> {});
            if (!tensor.dtype().isFloatingPoint()) {
                tensor.readInt64(elements -> {});
            }
        }
    }
}
