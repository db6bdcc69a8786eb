package dev.srlstream.torchscript;

import java.util.Locale;

/** What a TorchScript archive is written for. */
public enum ScriptTarget {
    /**
     * Linear layers prepacked by oneDNN when the archive is loaded, GELU fused into them. Such an archive must not be
     * loaded onto a GPU.
     */
    CPU("packed", "cpu", "List[int]"),
    /** Plain linear layers; loads on a CPU as well, where it computes on padded rows. */
    CUDA("plain", "cuda", "Tuple[Tensor, Tensor]"),
    /** As {@link #CPU}, with plain linear layers: uses no operator that libtorch has on some processors only. */
    PORTABLE("portable", "cpu", "List[int]");

    private final String layers;
    private final String attention;
    private final String layoutType;

    ScriptTarget(String layers, String attention, String layoutType) {
        this.layers = layers;
        this.attention = attention;
        this.layoutType = layoutType;
    }

    /** The target in lower case, as it stands in file names. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its linear layers are, in a word for settings and reports. */
    public String layers() {
        return layers;
    }

    /** Whether there are archives for it in that precision. */
    public boolean knows(Precision precision) {
        return switch (precision) {
            case FP32, BF16 -> true;
            case FP16 -> this == CUDA;
            case INT8 -> this == CPU;
        };
    }

    /** Resource with the class {@code Linear}. */
    String linearSource(Precision precision) {
        if (this != CPU) {
            return "linear_plain.py";
        }
        return precision == Precision.INT8 ? "linear_int8.py" : "linear_packed.py";
    }

    /** Resource with the classes {@code Layout} and {@code Attention}. */
    String attentionSource() {
        return "attention_" + attention + ".py";
    }

    /** TorchScript type of what the class {@code Layout} tells the attention about rows: which wordpieces are whose. */
    String layoutType() {
        return layoutType;
    }
}
