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
 * The TorchScript source of SrlBert. It stands in two resources: {@code srl_bert.py} for the architecture and, for each
 * {@link Target}, {@code linear_*.py} for the linear layer. Dimensions are attributes of the modules, so only the chain of
 * encoder layers has to be unrolled here: TorchScript cannot loop over modules in this form.
 */
final class SrlBertCode {
    /** The Python module of all classes. */
    static final String MODULE = "__torch__.srl";

    private SrlBertCode() {}

    static String of(Target target, int layers) {
        String architecture = resource("srl_bert.py")
                .replace(
                        "${layer attributes}",
                        unroll(layers, "\n  ", i -> "layer" + i + " : " + MODULE + ".EncoderLayer"))
                .replace(
                        "${layer calls}",
                        unroll(layers, "\n    ", i -> "hidden = (self.layer" + i + ").forward(hidden, bias)"));
        return resource("linear_" + target.key() + ".py") + "\n" + architecture;
    }

    private static String unroll(int layers, String separator, IntFunction<String> line) {
        return IntStream.range(0, layers).mapToObj(line).collect(Collectors.joining(separator));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(SrlBertCode.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " of the jar file cannot be read", e);
        }
    }
}
