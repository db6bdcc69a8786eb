package dev.srlstream.torchscript;

import java.util.Locale;

/** What a TorchScript archive is written for. */
public enum ScriptTarget {
    /**
     * Linear layers prepacked by oneDNN when the archive is loaded, GELU fused into them. Such an archive must not be
     * loaded onto a GPU.
     */
    CPU("List[int]"),
    /** Plain linear layers; loads on a CPU as well. */
    CUDA("Tuple[Tensor, Tensor]");

    private final String layoutType;

    ScriptTarget(String layoutType) {
        this.layoutType = layoutType;
    }

    /** The target in lower case, as it stands in file names. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** TorchScript type of what the class {@code Layout} tells the attention about rows: which wordpieces are whose. */
    String layoutType() {
        return layoutType;
    }
}
