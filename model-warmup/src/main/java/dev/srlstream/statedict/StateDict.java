package dev.srlstream.statedict;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensors by key, in the order of the file: torch's {@code state_dict}. Tensors stay valid while their checkpoint is open. */
public record StateDict(Map<String, Tensor> tensors) {
    public StateDict {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
