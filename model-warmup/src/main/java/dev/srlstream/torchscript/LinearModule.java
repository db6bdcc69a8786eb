package dev.srlstream.torchscript;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A linear layer as the class {@code Linear} of the {@link Script}. */
final class LinearModule {
    private LinearModule() {}

    static ScriptValue of(StoredWeight weight, StoredWeight bias, ScriptTarget target, Precision precision) {
        if (!target.knows(precision)) {
            throw new IllegalArgumentException(precision.key() + " is not for " + target.key());
        }
        ScriptValue weightValue = new ScriptValue.Weight(weight);
        ScriptValue biasValue = new ScriptValue.Weight(bias);
        if (target == ScriptTarget.CPU) {
            // The class packs what its __setstate__ is given.
            return instance(new ScriptValue.Tuple(List.of(weightValue, biasValue)));
        }
        Map<String, ScriptValue> attributes = new LinkedHashMap<>();
        attributes.put("weight", weightValue);
        attributes.put("bias", biasValue);
        return instance(new ScriptValue.Attributes(attributes));
    }

    private static ScriptValue instance(ScriptValue state) {
        return new ScriptValue.Instance(ScriptArchive.MODULE, "Linear", state);
    }
}
