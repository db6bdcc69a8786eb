package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.UnservableCheckpointException;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private final TinyModel model = new TinyModel();
    private final Path directory;
    private final Path scratch;

    CheckpointTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.scratch = Files.createDirectory(directory.resolve("scratch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "./", "srl-bert/", "./srl-bert//"})
    void opensAnArchiveWithOrWithoutAFolderInIt(String prefix) throws Exception {
        // Given
        Path archive = write(ArchiveWriter.of(prefix, model.contents()).gzip());

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {

            // Then
            assertThat(checkpoint.labels()).containsExactly("O", "B-V", "I-V");
            assertThat(checkpoint.vocabulary()).containsExactly("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##b");
            assertThat(checkpoint.bertConfig()).isEqualTo(new BertConfig(1, 4, 2, 8, 6, 5, 2, 1e-12));
            assertThat(checkpoint.stateDict().tensors().keySet()).containsExactlyElementsOf(model.tensors.keySet());
            assertThat(checkpoint.source().getContainer()).isEqualTo("tar.gz, torch zip");
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void hashesTheWholeArchiveFile() throws Exception {
        // Given: bytes behind the end of the tar archive count as well
        byte[] tar = ArchiveWriter.of("", model.contents()).tar();
        Path archive = write(Arrays.copyOf(tar, tar.length + 12_345));

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {

            // Then
            assertThat(checkpoint.source().getName()).isEqualTo("model.tar.gz");
            assertThat(checkpoint.source().getContainer()).isEqualTo("tar, torch zip");
            assertThat(checkpoint.source().getBytes()).isEqualTo(Files.size(archive));
            assertThat(checkpoint.source().getSha256()).isEqualTo(sha256(archive));
        }
    }

    @Test
    void readsADirectoryInPlace() throws Exception {
        // Given
        Path unpacked = model.write(directory);

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(unpacked), scratch)) {

            // Then
            assertThat(checkpoint.source().getName()).isEqualTo("model");
            assertThat(checkpoint.source().getContainer()).isEqualTo("directory, torch zip");
            assertThat(checkpoint.source().getSha256()).isEqualTo(sha256(unpacked.resolve("weights.th")));
            assertThat(scratch).isEmptyDirectory();
        }
        assertThat(unpacked.resolve("weights.th")).exists();
    }

    @Test
    void takesBestThFromATrainingDirectory() throws Exception {
        // Given
        Path unpacked = model.write(directory);
        Files.move(unpacked.resolve("weights.th"), unpacked.resolve("best.th"));

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(unpacked), scratch)) {

            // Then
            assertThat(checkpoint.stateDict().tensors()).hasSize(model.tensors.size());
        }
    }

    @Test
    void refusesADirectoryWithoutWeights() throws Exception {
        // Given
        Path empty = Files.createDirectory(directory.resolve("empty"));

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(empty), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("empty holds no weights.th (nor best.th, ");
    }

    @Test
    void prefersNamedFilesToThoseInsideAndThoseInsideToThoseBeside() throws Exception {
        // Given
        model.files.remove("bert_config.json");
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());
        String config = "{\"num_attention_heads\": 4, \"hidden_size\": 8}";
        Files.writeString(directory.resolve("bert_config.json"), config);
        Files.writeString(directory.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\nbeside\n");
        Path named = Files.writeString(directory.resolve("named.txt"), "[UNK]\n[CLS]\n[SEP]\nnamed\n");

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch);
                var withNamed = Checkpoint.open(new CheckpointPaths(archive, named, null, null), scratch)) {

            // Then
            assertThat(checkpoint.bertConfig().heads()).isEqualTo(4);
            assertThat(checkpoint.vocabulary()).contains("a").doesNotContain("beside");
            assertThat(withNamed.vocabulary()).endsWith("named");
        }
    }

    @Test
    void looksBesideADirectoryInItsParent() throws Exception {
        // Given
        model.files.remove("vocab.txt");
        Path unpacked = model.write(directory);
        Files.writeString(directory.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\nbeside\n");

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(unpacked), scratch)) {

            // Then
            assertThat(checkpoint.vocabulary()).endsWith("beside");
        }
    }

    @Test
    void saysWhereToPutTheVocabularyThatArchivesDoNotContain() throws Exception {
        // Given
        model.files.remove("vocab.txt");
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("comes without vocab.txt, as AllenNLP archives do")
                .hasMessageContaining("(tiny-uncased) into " + directory + " as vocab.txt")
                .hasMessageContaining("--vocab");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void knowsTheDimensionsOfPublishedBerts() throws Exception {
        // Given
        model.files.remove("bert_config.json");
        model.edited("config.json", "tiny-uncased", "bert-large-cased");
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {

            // Then
            assertThat(checkpoint.bertConfig()).isEqualTo(new BertConfig(24, 1024, 16, 4096, 28996, 512, 2, 1e-12));
            assertThat(checkpoint.lowercase()).isFalse();
        }
    }

    @Test
    void takesABertConfigurationOutOfTheModelConfiguration() throws Exception {
        // Given
        model.files.remove("bert_config.json");
        model.edited(
                "config.json", "\"bert_model\": \"tiny-uncased\"", "\"bert_model\": {\"num_attention_heads\": 12}");
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {

            // Then: transformers' defaults
            assertThat(checkpoint.bertConfig()).isEqualTo(new BertConfig(12, 768, 12, 3072, 30522, 512, 2, 1e-12));
        }
    }

    @Test
    void asksForTheDimensionsOfAnUnknownBert() throws Exception {
        // Given
        model.files.remove("bert_config.json");
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("names its BERT tiny-uncased")
                .hasMessageContaining("--bert-config");
    }

    static Stream<Arguments> casings() {
        return Stream.of(
                argumentSet("the reader's name", "", "\"bert_model_name\": \"a-uncased-b\"", true),
                argumentSet("a cased name", "", "\"bert_model_name\": \"bert-base-cased\"", false),
                argumentSet("said so", "\"do_lower_case\": true, ", "\"bert_model_name\": \"bert-cased\"", true),
                argumentSet("denied", "\"do_lower_case\": false, ", "\"bert_model_name\": \"bert-uncased\"", false));
    }

    @ParameterizedTest
    @MethodSource("casings")
    void decidesOnLowerCase(String flag, String readerName, boolean lowercase) throws Exception {
        // Given
        model.edited("bert_config.json", "{", "{" + flag);
        model.edited("config.json", "\"bert_model_name\": \"tiny-uncased\"", readerName);
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {

            // Then
            assertThat(checkpoint.lowercase()).isEqualTo(lowercase);
        }
    }

    @Test
    void namesTheOtherModelThatAnArchiveHolds() throws Exception {
        // Given
        model.edited("config.json", "\"type\": \"srl_bert\"", "\"type\": \"coref\"");
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(UnservableCheckpointException.class)
                .hasMessage("model.tar.gz: config.json says that this is a model of type coref;"
                        + " only srl_bert models can be served.");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void saysWhichFileDoesNotExist() {
        // Given
        Path nowhere = directory.resolve("nowhere.tar.gz");

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(nowhere), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessage(nowhere + " does not exist.");
    }

    @Test
    void saysWhichNamedFileDoesNotExist() throws Exception {
        // Given
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());
        Path nowhere = directory.resolve("nowhere.txt");

        // When
        var refused =
                assertThatThrownBy(() -> Checkpoint.open(new CheckpointPaths(archive, nowhere, null, null), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessage(nowhere + " does not exist.");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void readsRegularFilesOnly() throws Exception {
        // Given: what is no regular file may be a pipe, which never ends or gives its bytes only once
        Path device = Path.of("/dev/null");
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());

        // When
        var refusedModel = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(device), scratch));
        var refusedVocabulary =
                assertThatThrownBy(() -> Checkpoint.open(new CheckpointPaths(archive, device, null, null), scratch));

        // Then
        refusedModel.isInstanceOf(CheckpointException.class).hasMessageStartingWith("/dev/null is no regular file");
        refusedVocabulary
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("/dev/null is no regular file");
    }

    @Test
    void reportsAMissingScratchDirectoryAsAFault() throws Exception {
        // Given
        Path archive = write(ArchiveWriter.of("", model.contents()).gzip());

        // When
        var failed =
                assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), directory.resolve("nowhere")));

        // Then
        failed.isInstanceOf(IOException.class);
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(directory.resolve("model.tar.gz"), content);
    }

    private static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(Sha256.digest().digest(Files.readAllBytes(file)));
    }
}
