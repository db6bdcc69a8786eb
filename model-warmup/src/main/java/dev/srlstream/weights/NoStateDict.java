package dev.srlstream.weights;

import dev.srlstream.pickle.Pickled;
import dev.srlstream.pickle.Pickled.Opaque;
import dev.srlstream.refusal.Printable;
import java.util.Map;
import java.util.stream.Collectors;

/** What a file of torch.save holds that has no state dict in it. */
final class NoStateDict {
    private static final int NAMED_KEYS = 5;
    private static final String SAVE = "save the model's part alone with torch.save(model.state_dict(), …)";

    private NoStateDict() {}

    /** Completes "the file holds …". */
    static String describe(Object pickled) {
        if (!(pickled instanceof Map<?, ?> dict)) {
            return "no dict of tensors but a " + Pickled.typeOf(pickled)
                    + "; expected is torch.save(model.state_dict(), …)";
        }
        if (dict.isEmpty()) {
            return "an empty dict, not tensors by name; " + SAVE;
        }
        if (dict.containsKey("state") && dict.containsKey("param_groups")) {
            return "the state of an optimiser alone, not tensors by name; " + SAVE;
        }
        if (dict.values().stream()
                .allMatch(value -> value instanceof Opaque array && array.type().equals("numpy.ndarray"))) {
            return "NumPy arrays, not tensors by name; convert them with torch.as_tensor and save them again";
        }
        String keys = Printable.excerpt(dict.keySet().stream()
                .limit(NAMED_KEYS)
                .map(StateDictPlace::keyOf)
                .collect(Collectors.joining(", ")));
        return dict.containsKey("optimizer")
                ? "the state of a training without the weights (a dict of " + keys
                        + "), not tensors by name; AllenNLP saves the weights beside it, in model_state_*.th"
                : "a dict of " + keys + ", not tensors by name; if it is a whole training state, " + SAVE;
    }
}
