package dev.srlstream.fuzz;

/** A file of torch.save in its older form, which has no checksums. */
public final class TorchLegacyFuzz {
    private TorchLegacyFuzz() {}

    public static void fuzzerTestOneInput(byte[] file) {
        Judge.judge(file, Reading::weights);
    }
}
