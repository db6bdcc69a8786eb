package dev.srlstream.pickle;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to do about a pickle that calls what it may not. */
public final class Cure {
    public static final String SAVE_STATE_DICT = "save the state dict alone with torch.save(model.state_dict(), …)";

    /** Functions and classes that tell what the file is. */
    private static final Map<String, String> KNOWN = Map.of(
            "torch._utils._rebuild_sparse_tensor",
            "it holds sparse tensors; make them dense before they are saved",
            "torch._utils._rebuild_meta_tensor_no_storage",
            "it holds tensors of the meta device, which have no elements; save the model after its weights are loaded",
            "torch._utils._rebuild_tensor_v3",
            "it holds tensors of a type that learned weights do not have, such as float8; convert them with"
                    + " model.float()",
            "torch._utils._rebuild_device_tensor_from_numpy",
            "it holds tensors of another device; move the model with model.cpu() before it is saved",
            "transformers.training_args.TrainingArguments",
            "it holds the settings of a training (training_args.bin); name the weights, pytorch_model.bin or"
                    + " model.safetensors");

    private static final Pattern QUANTISED = Pattern.compile("torch\\._utils\\._rebuild_qtensor|torch\\.[qQ].*");

    /** Keys that every pickled module has, and no state dict. */
    private static final String[] MODULE_KEYS = {"_parameters", "_buffers", "_modules"};

    private Cure() {}

    /**
     * A clause behind a colon.
     *
     * @param called module and name
     * @param pickle that calls it
     */
    public static String of(String called, PickleBytes pickle) {
        @Nullable String known = KNOWN.get(called);
        if (known != null) {
            return known;
        }
        if (QUANTISED.matcher(called).matches()) {
            return "it holds quantised weights; save the state dict of the model before it was quantised";
        }
        for (String key : MODULE_KEYS) {
            if (!pickle.mention(key)) {
                return SAVE_STATE_DICT;
            }
        }
        return "it holds a whole pickled model; load it where its class is defined and " + SAVE_STATE_DICT;
    }
}
