package dev.srlstream.warmup;

/** Which linear layers a model has on a processor. On a GPU they are plain, whatever is asked for. */
public enum CpuLayers {
    /** Packed ones, where they load and are not slower. */
    AUTO,
    /** Weights reordered for the processor by oneDNN when the model is loaded. */
    PACKED,
    /** libtorch's ordinary ones, which it has on every platform. */
    PORTABLE
}
