package dev.srlstream.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * TorchScript source. It stands in resources: {@code srl_bert.py} for the architecture, {@code linear_*.py} and {@code
 * attention_*.py} for what differs between targets and precisions. Dimensions are attributes of the modules, so only the
 * chain of encoder layers has to be unrolled here: TorchScript cannot loop over modules in this form.
 */
final class Script {
    private Script() {}

    /** The classes of an SrlBert with so many encoder layers. */
    static String srlBert(ScriptTarget target, Precision precision, Recipe.Operand operand, int layers) {
        String architecture = resource("srl_bert.py")
                .replace("${layout}", target.layoutType())
                .replace(
                        "${layer attributes}",
                        unroll(layers, "\n  ", i -> "layer" + i + " : " + ScriptArchive.MODULE + ".EncoderLayer"))
                .replace(
                        "${layer calls}",
                        unroll(layers, "\n    ", i -> "hidden = (self.layer" + i + ").forward(hidden, layout)"));
        return linear(target, precision, operand) + "\n" + resource(target.attentionSource()) + "\n" + architecture;
    }

    /** The classes of {@link RepeatedLinearArchive}. */
    static String repeatedLinear(ScriptTarget target, Precision precision, Recipe.Operand operand) {
        return linear(target, precision, operand) + "\n"
                + resource("repeated_linear.py").replace("${scalar type}", Integer.toString(precision.scalarType()));
    }

    private static String linear(ScriptTarget target, Precision precision, Recipe.Operand operand) {
        String bytes =
                switch (operand) {
                    case COPY -> "torch.int_repr(quantized)";
                    // From the first byte, as type 0 (uint8), of the same shape: operands are contiguous matrices.
                    case ALIAS ->
                        "ops.inductor._alloc_from_pool(quantized, 0, 0, torch.size(input), [torch.size(input, 1), 1])";
                };
        return resource(target.linearSource(precision)).replace("${bytes of quantized}", bytes);
    }

    private static String unroll(int layers, String separator, IntFunction<String> line) {
        return IntStream.range(0, layers).mapToObj(line).collect(Collectors.joining(separator));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " of the jar file cannot be read", e);
        }
    }
}
