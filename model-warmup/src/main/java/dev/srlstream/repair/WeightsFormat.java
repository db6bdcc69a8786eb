package dev.srlstream.repair;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.weights.SafetensorsWriter;
import dev.srlstream.weights.StateDictWriter;
import dev.srlstream.weights.StoredZip;
import dev.srlstream.weights.TorchZipWriter;
import java.util.Locale;

/** How the weights lie in a repaired archive. */
public enum WeightsFormat {
    /** As {@code torch.save} writes them: for AllenNLP, PyTorch and this product. */
    TORCH_ZIP("weights.th", StoredZip.MAX_BYTES),
    /** For this product and other readers of safetensors; AllenNLP reads none. */
    SAFETENSORS("model.safetensors", Long.MAX_VALUE);

    private final String member;
    private final long maxBytes;

    WeightsFormat(String member, long maxBytes) {
        this.member = member;
        this.maxBytes = maxBytes;
    }

    /** For example {@code torch-zip}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Name of the weights in the archive. */
    String member() {
        return member;
    }

    /** The largest file of this form. */
    long maxBytes() {
        return maxBytes;
    }

    StateDictWriter writer(StateDict stateDict) {
        return switch (this) {
            case TORCH_ZIP -> new TorchZipWriter(stateDict);
            case SAFETENSORS -> new SafetensorsWriter(stateDict);
        };
    }
}
