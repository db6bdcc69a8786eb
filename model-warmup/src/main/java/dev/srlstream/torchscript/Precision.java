package dev.srlstream.torchscript;

import dev.srlstream.statedict.DType;
import java.util.Locale;

/** Arithmetic of the forward pass. Softmax over the labels is float32 in each. */
public enum Precision {
    /** IEEE float32: the reference's arithmetic, and its tags. */
    FP32(DType.FLOAT32, 6),
    /** bfloat16 weights and activations. */
    BF16(DType.BFLOAT16, 15),
    /** IEEE float16 weights and activations; on CUDA only. */
    FP16(DType.FLOAT16, 5),
    /**
     * Linear layers of the encoder in 8-bit integers, everything else in float32; packed for a CPU only. Weights have a
     * scale per output channel, activations one per batch, so that a row's probabilities depend slightly on its neighbours.
     */
    INT8(DType.FLOAT32, 6);

    private final DType weights;
    private final int scalarType;

    Precision(DType weights, int scalarType) {
        this.weights = weights;
        this.scalarType = scalarType;
    }

    /** The precision in lower case, as settings, reports and file names spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Element type of the weights in an archive. */
    DType weights() {
        return weights;
    }

    /** Number of the activations' type among c10's scalar types. */
    int scalarType() {
        return scalarType;
    }
}
