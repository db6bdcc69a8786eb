package dev.srlstream.fuzz;

import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.weights.TorchWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The text files around the weights, in the order of {@link #FILES}, with a file separator between them. */
public final class ConfigurationFuzz {
    static final String SEPARATOR = "\u001c";

    static final List<String> FILES = List.of(
            "config.json",
            "bert_config.json",
            "vocab.txt",
            "vocabulary/labels.txt",
            "vocabulary/non_padded_namespaces.txt");

    private static final byte[] WEIGHTS = TorchWriter.zip(new TinyModel().tensors);

    private ConfigurationFuzz() {}

    public static void fuzzerTestOneInput(byte[] texts) {
        try {
            // One character per byte, so that what is no UTF-8 stays so.
            String[] contents = new String(texts, StandardCharsets.ISO_8859_1).split(SEPARATOR, FILES.size());
            Path weights = Workplace.MODEL.resolve("weights.th");
            if (!Files.exists(weights)) {
                Files.write(weights, WEIGHTS);
            }
            for (int i = 0; i < FILES.size(); i++) {
                String content = i < contents.length ? contents[i] : "";
                Files.write(Workplace.MODEL.resolve(FILES.get(i)), content.getBytes(StandardCharsets.ISO_8859_1));
            }
            for (Policy policy : Policy.values()) {
                Judge.judge(
                        Workplace.MODEL, texts.length, (model, scratch) -> Reading.checkpoint(model, scratch, policy));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no disk failed here", e);
        }
    }
}
