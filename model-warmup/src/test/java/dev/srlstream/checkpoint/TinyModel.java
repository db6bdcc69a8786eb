package dev.srlstream.checkpoint;

import dev.srlstream.weights.TestTensor;
import dev.srlstream.weights.TorchWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a one-layer SrlBert, right in every respect until a test alters something. */
public final class TinyModel {
    public static final String POSITION_IDS = "bert_model.embeddings.position_ids";

    private static final int HIDDEN = 4;
    private static final int INTERMEDIATE = 8;
    private static final int WORDPIECES = 6;
    private static final int POSITIONS = 5;
    private static final int LABELS = 3;

    /** To be altered: the tensors by key. Without {@code position_ids}. */
    public final Map<String, TestTensor> tensors = new LinkedHashMap<>();

    /** To be altered: the files beside {@code weights.th}. */
    public final Map<String, String> files = new LinkedHashMap<>();

    public TinyModel() {
        files.put("config.json", """
                {"dataset_reader": {"type": "srl", "bert_model_name": "tiny-uncased"},
                 "model": {"type": "srl_bert", "bert_model": "tiny-uncased"}}""");
        files.put("bert_config.json", """
                {"num_hidden_layers": 1, "hidden_size": 4, "num_attention_heads": 2, "intermediate_size": 8,
                 "vocab_size": 6, "max_position_embeddings": 5, "type_vocab_size": 2}""");
        files.put("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n");
        files.put("vocabulary/labels.txt", "O\nB-V\nI-V\n");
        files.put("vocabulary/non_padded_namespaces.txt", "*tags\n*labels\n");
        String embeddings = "bert_model.embeddings.";
        add(embeddings + "word_embeddings.weight", WORDPIECES, HIDDEN);
        add(embeddings + "position_embeddings.weight", POSITIONS, HIDDEN);
        add(embeddings + "token_type_embeddings.weight", 2, HIDDEN);
        addPair(embeddings + "LayerNorm", HIDDEN);
        String layer = "bert_model.encoder.layer.0.";
        addPair(layer + "attention.self.query", HIDDEN, HIDDEN);
        addPair(layer + "attention.self.key", HIDDEN, HIDDEN);
        addPair(layer + "attention.self.value", HIDDEN, HIDDEN);
        addPair(layer + "attention.output.dense", HIDDEN, HIDDEN);
        addPair(layer + "attention.output.LayerNorm", HIDDEN);
        addPair(layer + "intermediate.dense", INTERMEDIATE, HIDDEN);
        addPair(layer + "output.dense", HIDDEN, INTERMEDIATE);
        addPair(layer + "output.LayerNorm", HIDDEN);
        addPair("bert_model.pooler.dense", HIDDEN, HIDDEN);
        addPair("tag_projection_layer", LABELS, HIDDEN);
    }

    /** With {@code position_ids} of the given values, as the first key. */
    public TinyModel withPositionIds(long... values) {
        Map<String, TestTensor> learned = new LinkedHashMap<>(tensors);
        tensors.clear();
        tensors.put(POSITION_IDS, TestTensor.longs("ids", values, 1, values.length));
        tensors.putAll(learned);
        return this;
    }

    /** Replaces the tensor under a key by one of another shape. */
    public TinyModel reshaped(String key, long... shape) {
        tensors.computeIfPresent(key, (k, tensor) -> TestTensor.counting(tensor.storage(), 0, shape));
        return this;
    }

    /** Replaces a text in one of the files. */
    public TinyModel edited(String file, String text, String replacement) {
        files.computeIfPresent(file, (name, content) -> content.replace(text, replacement));
        return this;
    }

    /** All files by path, {@code weights.th} in the zip form. */
    public Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        files.forEach((name, content) -> contents.put(name, content.getBytes(StandardCharsets.UTF_8)));
        contents.put("weights.th", TorchWriter.zip(tensors));
        return contents;
    }

    /** Writes the files into a new directory {@code model} below the given one. */
    public Path write(Path parent) throws IOException {
        Path directory = parent.resolve("model");
        for (Map.Entry<String, byte[]> file : contents().entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return directory;
    }

    private void addPair(String prefix, long... shape) {
        add(prefix + ".weight", shape);
        add(prefix + ".bias", shape[0]);
    }

    private void add(String key, long... shape) {
        int number = tensors.size();
        tensors.put(key, TestTensor.counting(String.valueOf(number), number, shape));
    }
}
