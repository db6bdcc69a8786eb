package dev.srlstream.torchscript;

import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One linear layer as a TorchScript archive, to measure what a device can do at most: {@code forward(input)} takes float32
 * {@code [tokens, inputs]}, applies the layer to it as often as asked, and returns float32 {@code [outputs]}, the first token's
 * last result. The first element of each result becomes that of the input: of layers that are applied to equal inputs, the
 * compiler would keep one. It may change the caller's tensor.
 */
public final class RepeatedLinearArchive {
    private final ScriptArchive archive;

    /**
     * @param weight {@code [outputs, inputs]}
     * @param bias {@code [outputs]}
     * @param times how often a forward pass applies the layer
     */
    public RepeatedLinearArchive(
            Tensor weight, Tensor bias, int times, ScriptTarget target, Precision precision, Recipe.Operand operand) {
        Map<String, ScriptValue> attributes = new LinkedHashMap<>();
        attributes.put(
                "linear",
                LinearModule.whole(
                                new StoredWeight(weight, precision.weights()),
                                new StoredWeight(bias, precision.weights()))
                        .value(target, precision));
        attributes.put("times", new ScriptValue.Whole(times));
        ScriptValue root =
                new ScriptValue.Instance(ScriptArchive.MODULE, "Repeated", new ScriptValue.Attributes(attributes));
        archive = new ScriptArchive("repeated_linear", root, Script.repeatedLinear(target, precision, operand));
    }

    /**
     * Writes the archive, from the first byte to the last.
     *
     * @param out open for writing; stays open
     */
    public void write(WritableByteChannel out) throws IOException {
        archive.write(out, fraction -> {});
    }
}
