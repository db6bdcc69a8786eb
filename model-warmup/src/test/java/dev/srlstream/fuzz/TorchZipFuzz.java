package dev.srlstream.fuzz;

import java.util.Arrays;

/** A file of torch.save in its zip form: as it is, and with its directory made to fit. */
public final class TorchZipFuzz {
    private TorchZipFuzz() {}

    public static void fuzzerTestOneInput(byte[] zip) {
        Judge.judge(zip, Reading::weights);
        byte[] repaired = ZipRepair.of(zip);
        if (!Arrays.equals(repaired, zip)) {
            Judge.judge(repaired, Reading::weights);
        }
    }
}
