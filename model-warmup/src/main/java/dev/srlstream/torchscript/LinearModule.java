package dev.srlstream.torchscript;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear layer as the class {@code Linear} of the {@link Script}.
 *
 * <p>Packed ones may consist of parts, each a product of its own, into which the class cuts the weight when it is loaded. What
 * all parts take is made once of an input, by {@code operand(input)}: in int8 that is the quantised input. There {@code
 * forward_add} writes its result over what it adds to, which nothing may read afterwards.
 *
 * @param weight {@code [outputs, inputs]}
 * @param bias {@code [outputs]}
 * @param outputParts parts that give a share of the outputs each
 * @param inputParts parts that take a share of the inputs each, to be added up
 */
record LinearModule(StoredWeight weight, StoredWeight bias, int outputParts, int inputParts) {
    static LinearModule whole(StoredWeight weight, StoredWeight bias) {
        return new LinearModule(weight, bias, 1, 1);
    }

    /** @throws IllegalArgumentException when the target does not know the precision, or has no parts */
    ScriptValue value(ScriptTarget target, Precision precision) {
        if (!target.knows(precision)) {
            throw new IllegalArgumentException(precision.key() + " is not for " + target.key());
        }
        ScriptValue weightValue = new ScriptValue.Weight(weight);
        ScriptValue biasValue = new ScriptValue.Weight(bias);
        if (target == ScriptTarget.CPU) {
            // The class packs what its __setstate__ is given.
            return instance(new ScriptValue.Tuple(List.of(
                    weightValue, biasValue, new ScriptValue.Whole(outputParts), new ScriptValue.Whole(inputParts))));
        }
        if (outputParts != 1 || inputParts != 1) {
            throw new IllegalArgumentException("linear layers for " + target.key() + " have no parts");
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
