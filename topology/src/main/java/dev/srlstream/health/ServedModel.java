package dev.srlstream.health;

import org.jspecify.annotations.Nullable;

/**
 * The model of an instance.
 *
 * @param name of the checkpoint
 * @param sha256 of the checkpoint, in lower-case hexadecimal
 * @param outcome of its audit
 * @param policy that it was audited by
 * @param device null before the model is warm
 * @param precision null before the model is warm
 * @param layers its linear layers: packed, portable or plain; null before the model is warm
 */
public record ServedModel(
        String name,
        String sha256,
        String outcome,
        String policy,
        @Nullable String device,
        @Nullable String precision,
        @Nullable String layers) {
    public ServedModel on(String warmDevice, String warmPrecision, String warmLayers) {
        return new ServedModel(name, sha256, outcome, policy, warmDevice, warmPrecision, warmLayers);
    }
}
