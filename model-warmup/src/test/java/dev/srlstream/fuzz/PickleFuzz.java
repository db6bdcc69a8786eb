package dev.srlstream.fuzz;

import dev.srlstream.weights.TestTensor;
import dev.srlstream.weights.TorchWriter;
import java.util.List;

/** A pickle, in a sound zip with a few storages. */
public final class PickleFuzz {
    private static final List<TestTensor> STORAGES =
            List.of(TestTensor.counting("0", 1, 2, 3), TestTensor.counting("1", 1, 2), TestTensor.counting("2", 1, 8));

    private PickleFuzz() {}

    public static void fuzzerTestOneInput(byte[] pickle) {
        Judge.judge(TorchWriter.zipOf(TorchWriter.records(pickle, STORAGES)), Reading::weights);
    }
}
