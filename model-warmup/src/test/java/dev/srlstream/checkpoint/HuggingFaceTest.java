package dev.srlstream.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.reconcile.Finding;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Reconciler;
import dev.srlstream.reconcile.Reconciliation.Accepted;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.repair.Repair;
import dev.srlstream.repair.RepairOutcome.Written;
import dev.srlstream.repair.RepairPlan;
import dev.srlstream.repair.WeightsFormat;
import dev.srlstream.weights.TestTensor;
import dev.srlstream.weights.TorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints as transformers' {@code save_pretrained} leaves them. */
class HuggingFaceTest {
    private static final String CONFIG = """
            {"architectures": ["BertForTokenClassification"], "model_type": "bert", "hidden_act": "gelu",
             "num_hidden_layers": 1, "hidden_size": 4, "num_attention_heads": 2, "intermediate_size": 8,
             "vocab_size": 6, "max_position_embeddings": 5, "type_vocab_size": 2,
             "id2label": {"0": "O", "1": "B-V", "2": "I-V"}, "label2id": {"O": 0, "B-V": 1, "I-V": 2}}""";
    private static final String TOKENIZER = """
            {"do_lower_case": true, "tokenizer_class": "BertTokenizer", "model_max_length": 512}""";

    private final Path folder;
    private final Map<String, String> texts = new LinkedHashMap<>();

    HuggingFaceTest(@TempDir Path folder) {
        this.folder = folder;
        texts.put("config.json", CONFIG);
        texts.put("tokenizer_config.json", TOKENIZER);
        texts.put("vocab.txt", new TinyModel().files.get("vocab.txt"));
    }

    private enum Form {
        DIRECTORY,
        SHARDS,
        ARCHIVE,
        ARCHIVE_OF_SHARDS,
        WEIGHTS_NAMED,
        INDEX_NAMED,
        HUB_CACHE
    }

    @ParameterizedTest
    @EnumSource
    void readsBertForTokenClassificationInEveryForm(Form form) throws Exception {
        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(write(form, transformersKeys())), folder)) {

            // Then
            assertThat(checkpoint.labels()).containsExactly("O", "B-V", "I-V");
            assertThat(checkpoint.lowercase()).isTrue();
            assertThat(checkpoint.vocabulary()).hasSize(6);
            assertThat(checkpoint.bertConfig().positions()).isEqualTo(5);
            assertThat(checkpoint.remarks()).extracting(Remark::about).contains("token_type_ids");
            var reconciled = (Accepted) Reconciler.reconcile(checkpoint, Terms.of(Policy.RECONCILE));
            assertThat(reconciled.weights().tensors()).containsKey("tag_projection_layer.bias");
            assertThat(reconciled.findings())
                    .filteredOn(finding -> finding.action() == Finding.Action.RENAMED)
                    .anySatisfy(finding -> assertThat(finding.key()).isEqualTo("classifier.weight"));
        }
    }

    @Test
    void doubtsNoPredicateMarkUnderSrlBertsOwnKeys() throws Exception {
        // When
        try (var checkpoint =
                Checkpoint.open(CheckpointPaths.of(write(Form.SHARDS, new TinyModel().tensors)), folder)) {

            // Then
            assertThat(checkpoint.remarks()).extracting(Remark::about).containsExactly("pytorch_model.bin.index.json");
            assertThat(checkpoint.source().getContainer()).isEqualTo("directory, torch zip in 2 shards");
        }
    }

    @Test
    void becomesAnArchiveOfAllenNlps() throws Exception {
        // Given
        Path target = folder.resolve("repaired.tar.gz");
        var plan = new RepairPlan(
                CheckpointPaths.of(write(Form.SHARDS, transformersKeys())),
                Policy.RECONCILE,
                true,
                WeightsFormat.TORCH_ZIP,
                target,
                false);

        // When
        var outcome = Repair.run(plan);

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Written.class, written -> assertThat(written.configured())
                .isTrue());
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(target), folder)) {
            var config = new ObjectMapper().readTree(checkpoint.config().orElseThrow());
            assertThat(config.at("/model/type").asText()).isEqualTo("srl_bert");
            assertThat(config.at("/model/bert_model/num_attention_heads").asInt())
                    .isEqualTo(2);
            assertThat(config.at("/dataset_reader/bert_model_name").asText()).contains("uncased");
            assertThat(checkpoint.labels()).containsExactly("O", "B-V", "I-V");
            assertThat(checkpoint.stateDict().tensors())
                    .containsKeys("tag_projection_layer.weight", TinyModel.POSITION_IDS);
            assertThat(checkpoint.remarks()).isEmpty();
        }
    }

    @Test
    void prefersTheListOfLabelsAndSaysWhereTheConfigurationHasOthers() throws Exception {
        // Given
        texts.put("vocabulary/labels.txt", "O\nI-V\nB-V\n");

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(write(Form.DIRECTORY, transformersKeys())), folder)) {

            // Then
            assertThat(checkpoint.labels()).containsExactly("O", "I-V", "B-V");
            assertThat(checkpoint.remarks()).extracting(Remark::about).contains("id2label");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config.json           | "bert", "hidden_act"  | "roberta", "hidden_act"    | a model of type roberta
            config.json           | "bert", "hidden_act"  | "distilbert", "hidden_act" | a model of type distilbert
            config.json           | ForTokenClass         | ForSequenceClass           | BertForSequenceClassification, which does not tag words
            config.json           | "num_attention_heads": 2, |                        | does not say num_attention_heads
            config.json           | "O", "1": "B-V", "2": "I-V" | "LABEL_0", "1": "LABEL_1", "2": "LABEL_2" | no vocabulary/labels.txt, and id2label in its config.json has only the placeholders
            config.json           | "id2label"            | "labels"                   | no vocabulary/labels.txt, and its config.json has no labels in id2label
            config.json           | "1": "B-V"            | "7": "B-V"                 | id2label should give a text to each number from 0 to 2
            tokenizer_config.json | "do_lower_case": true, |                           | no tokenizer_config.json with do_lower_case
            tokenizer_config.json | true                  | "yes"                      | do_lower_case is "yes" and should be true or false
            tokenizer_config.json | *                     |                            | no tokenizer_config.json with do_lower_case
            vocab.txt             | *                     |                            | comes without vocab.txt: put
            """)
    void namesWhatIsMissingAndTheFileThatItBelongsIn(String file, String text, String replacement, String message)
            throws Exception {
        // Given
        if (text.equals("*")) {
            texts.remove(file);
        } else {
            texts.computeIfPresent(
                    file, (name, content) -> content.replace(text, replacement == null ? "" : replacement));
        }
        Path model = write(Form.DIRECTORY, transformersKeys());

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(model), folder));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "pytorch_model-00002-of-00002.bin"  | "missing.bin"      | lists the shard missing.bin, which is not there
            "pytorch_model-00002-of-00002.bin"  | "../secret.bin"    | is no plain name
            "pytorch_model-00002-of-00002.bin"  | "/etc/secret.bin"  | is no plain name
            "pytorch_model-00002-of-00002.bin"  | "..\\\\secret.bin" | is no plain name
            "pytorch_model-00002-of-00002.bin"  | ".bin"             | is no plain name
            "pytorch_model-00002-of-00002.bin"  | 7                  | is no plain name
            "classifier.bias"                   | "bias"             | does not list classifier.bias
            "classifier.bias": "pytorch_model-00002-of-00002.bin" | "classifier.bias": "pytorch_model-00001-of-00002.bin" | says that another shard holds classifier.bias
            "classifier.bias"                   | "other": "pytorch_model-00001-of-00002.bin", "classifier.bias" | says that other lies in
            "weight_map"                        | "map"              | has no weight_map
            """)
    void refusesAnIndexThatLies(String text, String replacement, String message) throws Exception {
        // Given
        for (Form form : List.of(Form.SHARDS, Form.ARCHIVE_OF_SHARDS)) {
            Map<String, byte[]> files = files(form, transformersKeys());
            files.computeIfPresent("pytorch_model.bin.index.json", (name, content) -> new String(content, UTF_8)
                    .replace(text, replacement)
                    .getBytes(UTF_8));
            Path model = form == Form.SHARDS ? write("lying", files) : archive(files);

            // When
            var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(model), folder));

            // Then
            refused.isInstanceOf(CheckpointException.class).hasMessageContaining(message);
        }
    }

    @Test
    void takesNoBertConfigFromBesideBecauseItsOwnLiesInside() throws Exception {
        // Given
        Path model = write(Form.DIRECTORY, transformersKeys());
        Files.writeString(
                folder.resolve("bert_config.json"), CONFIG.replace("\"max_pos", "\"layer_norm_eps\": 0.5, \"max_pos"));

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(model), folder)) {

            // Then
            assertThat(checkpoint.bertConfig().layerNormEpsilon()).isEqualTo(1e-12);
        }
    }

    @Test
    void sendsFromOneShardToItsFolder() throws Exception {
        // Given
        Path shard = write(Form.SHARDS, transformersKeys()).resolve("pytorch_model-00001-of-00002.bin");

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(shard), folder));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is one of several shards, which make the weights together: name their folder");
    }

    @Test
    void refusesATensorThatLiesInTwoShards() throws Exception {
        // Given
        Map<String, byte[]> files = files(Form.SHARDS, transformersKeys());
        files.put("pytorch_model-00002-of-00002.bin", TorchWriter.zip(transformersKeys()));

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(write("twice", files)), folder));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("of which two hold");
    }

    @Test
    void refusesToChooseAmongTheSnapshotsOfAHubCache() throws Exception {
        // Given
        Path cache = write(Form.HUB_CACHE, transformersKeys());
        Files.createDirectory(cache.resolve("snapshots/0000"));

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(cache), folder));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContainingAll("2 snapshots", "0000 and 1234", "name the one that is meant");
    }

    private static Map<String, TestTensor> transformersKeys() {
        Map<String, TestTensor> tensors = new LinkedHashMap<>();
        new TinyModel()
                .tensors.forEach((key, tensor) -> tensors.put(
                        key.replace("bert_model.", "bert.").replace("tag_projection_layer.", "classifier."), tensor));
        return tensors;
    }

    private Map<String, byte[]> files(Form form, Map<String, TestTensor> tensors) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        texts.forEach((name, text) -> files.put(name, text.getBytes(UTF_8)));
        if (form != Form.SHARDS && form != Form.INDEX_NAMED && form != Form.ARCHIVE_OF_SHARDS) {
            files.put("pytorch_model.bin", TorchWriter.zip(tensors));
            return files;
        }
        Map<String, TestTensor> first = new LinkedHashMap<>();
        Map<String, TestTensor> second = new LinkedHashMap<>();
        var index = new ObjectMapper().createObjectNode();
        tensors.forEach((key, tensor) -> {
            boolean early = key.contains("embeddings");
            (early ? first : second).put(key, tensor);
            index.withObject("/weight_map").put(key, "pytorch_model-0000" + (early ? 1 : 2) + "-of-00002.bin");
        });
        files.put("pytorch_model-00001-of-00002.bin", TorchWriter.zip(first));
        files.put(
                "pytorch_model.bin.index.json",
                index.toString().replace("\":\"", "\": \"").getBytes(UTF_8));
        files.put("pytorch_model-00002-of-00002.bin", TorchWriter.zip(second));
        return files;
    }

    private Path write(Form form, Map<String, TestTensor> tensors) throws IOException {
        Map<String, byte[]> files = files(form, tensors);
        return switch (form) {
            case DIRECTORY, SHARDS -> write("hf", files);
            case WEIGHTS_NAMED -> write("hf", files).resolve("pytorch_model.bin");
            case INDEX_NAMED -> write("hf", files).resolve("pytorch_model.bin.index.json");
            case ARCHIVE, ARCHIVE_OF_SHARDS -> archive(files);
            case HUB_CACHE -> hubCache(files);
        };
    }

    private Path archive(Map<String, byte[]> files) throws IOException {
        Path outer = Files.createTempDirectory(folder, "archive");
        return Files.write(
                outer.resolve("hf.tar.gz"), ArchiveWriter.of("hf/", files).gzip());
    }

    private Path write(String name, Map<String, byte[]> files) throws IOException {
        Path directory = folder.resolve(name);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return directory;
    }

    /** As huggingface_hub lays it out: every file a link into blobs. */
    private Path hubCache(Map<String, byte[]> files) throws IOException {
        Path cache = folder.resolve("models--someone--srl-bert");
        Path snapshot = Files.createDirectories(cache.resolve("snapshots/1234"));
        Files.createDirectories(cache.resolve("refs"));
        Files.createDirectories(cache.resolve("blobs"));
        Files.writeString(cache.resolve("refs/main"), "1234");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path blob =
                    cache.resolve("blobs/" + Integer.toHexString(file.getKey().hashCode()));
            Files.write(blob, file.getValue());
            Files.createSymbolicLink(
                    snapshot.resolve(file.getKey()), Path.of("../../blobs").resolve(blob.getFileName()));
        }
        return cache;
    }
}
