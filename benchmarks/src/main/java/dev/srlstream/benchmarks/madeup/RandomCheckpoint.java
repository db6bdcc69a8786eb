package dev.srlstream.benchmarks.madeup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.reconcile.SrlBertLayout;
import dev.srlstream.statedict.RandomTensor;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.TorchZipWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A checkpoint of made-up weights, as AllenNLP's directory of a model: for benchmarks where there is no trained one. */
public final class RandomCheckpoint {
    /** The dimensions of {@code bert-base-uncased}. */
    public static final BertConfig BERT_BASE = new BertConfig(12, 768, 12, 3072, 30522, 512, 2, 1e-12);

    /** The dimensions of {@code bert-large-uncased}. */
    public static final BertConfig BERT_LARGE = new BertConfig(24, 1024, 16, 4096, 30522, 512, 2, 1e-12);

    /** AllenNLP's published models tell 130 labels apart. */
    private static final int LABELS = 130;

    private static final float DEVIATION = 0.02f;
    private static final String CONSONANTS = "bdfgklmnprstvz";
    private static final String VOWELS = "aeiou";

    private RandomCheckpoint() {}

    /**
     * The dimensions that go by a name.
     *
     * @param name {@code bert-base}, {@code bert-large}, or a file in the form of {@code bert_config.json}, in which what is
     *     missing is BERT-base's
     */
    public static BertConfig dimensions(String name) throws IOException {
        return switch (name) {
            case "bert-base" -> BERT_BASE;
            case "bert-large" -> BERT_LARGE;
            default -> dimensions(Path.of(name));
        };
    }

    private static BertConfig dimensions(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    file + " is neither bert-base nor bert-large nor a file in the form of bert_config.json.");
        }
        return dimensions(JsonMapper.builder().build().readTree(file.toFile()));
    }

    private static BertConfig dimensions(JsonNode json) {
        return new BertConfig(
                json.path("num_hidden_layers").asInt(BERT_BASE.layers()),
                json.path("hidden_size").asInt(BERT_BASE.hiddenSize()),
                json.path("num_attention_heads").asInt(BERT_BASE.heads()),
                json.path("intermediate_size").asInt(BERT_BASE.intermediateSize()),
                json.path("vocab_size").asInt(BERT_BASE.vocabularySize()),
                json.path("max_position_embeddings").asInt(BERT_BASE.positions()),
                json.path("type_vocab_size").asInt(BERT_BASE.typeVocabularySize()),
                json.path("layer_norm_eps").asDouble(BERT_BASE.layerNormEpsilon()));
    }

    /** @param folder existing and empty */
    public static void write(Path folder, BertConfig config) throws IOException {
        Files.createDirectories(folder.resolve("vocabulary"));
        Files.writeString(folder.resolve("config.json"), """
                {"model": {"type": "srl_bert", "bert_model": "made up"},
                 "dataset_reader": {"type": "srl", "bert_model_name": "made up, uncased"}}
                """);
        Files.writeString(folder.resolve("bert_config.json"), bertConfig(config));
        Files.writeString(folder.resolve("vocabulary/non_padded_namespaces.txt"), "*tags\n*labels\n");
        Files.write(folder.resolve("vocabulary/labels.txt"), labels());
        Files.write(folder.resolve("vocab.txt"), wordpieces(config.vocabularySize()));
        try (FileChannel out = FileChannel.open(
                folder.resolve("weights.th"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new TorchZipWriter(weights(config)).write(out);
        }
    }

    private static StateDict weights(BertConfig config) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        new SrlBertLayout(config, LABELS).stateDict().forEach(expected -> {
            boolean norm = expected.key().endsWith("LayerNorm.weight");
            tensors.put(expected.key(), new RandomTensor(expected.shape(), norm ? 1 : 0, DEVIATION, tensors.size()));
        });
        return new StateDict(tensors);
    }

    private static List<String> labels() {
        return IntStream.range(0, LABELS)
                .mapToObj(i -> i == 0 ? "O" : i < 3 ? "BI".charAt(i - 1) + "-V" : "BI".charAt(i % 2) + "-ARG" + i / 2)
                .toList();
    }

    private static List<String> wordpieces(int size) {
        var special = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]");
        return IntStream.range(0, size)
                .mapToObj(i -> i < special.size() ? special.get(i) : word(i))
                .toList();
    }

    /** Of letters, as a tokenizer expects words: each number its own. */
    private static String word(int number) {
        var word = new StringBuilder();
        int rest = number;
        do {
            int syllable = rest % (CONSONANTS.length() * VOWELS.length());
            word.append(CONSONANTS.charAt(syllable / VOWELS.length()))
                    .append(VOWELS.charAt(syllable % VOWELS.length()));
            rest /= CONSONANTS.length() * VOWELS.length();
        } while (rest > 0);
        return word.toString();
    }

    private static String bertConfig(BertConfig config) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("num_hidden_layers", config.layers());
        entries.put("hidden_size", config.hiddenSize());
        entries.put("num_attention_heads", config.heads());
        entries.put("intermediate_size", config.intermediateSize());
        entries.put("vocab_size", config.vocabularySize());
        entries.put("max_position_embeddings", config.positions());
        entries.put("type_vocab_size", config.typeVocabularySize());
        entries.put("layer_norm_eps", config.layerNormEpsilon());
        return entries.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}\n"));
    }
}
