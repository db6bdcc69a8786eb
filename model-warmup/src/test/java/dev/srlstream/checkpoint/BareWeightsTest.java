package dev.srlstream.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.weights.TorchWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BareWeightsTest {
    private final Path directory;
    private Path model = Path.of("");

    BareWeightsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void write() throws Exception {
        model = new TinyModel()
                .edited("bert_config.json", "{", "{\"do_lower_case\": true, ")
                .write(directory);
        Files.delete(model.resolve("config.json"));
    }

    @Test
    void opensWeightsWithTheFilesNamed() throws Exception {
        // Given
        Path alone = Files.move(model.resolve("weights.th"), directory.resolve("pytorch_model.bin"));
        var paths = new CheckpointPaths(
                alone,
                model.resolve("vocab.txt"),
                model.resolve("bert_config.json"),
                model.resolve("vocabulary/labels.txt"));

        // When
        try (var checkpoint = Checkpoint.open(paths, directory)) {

            // Then
            assertThat(checkpoint.labels()).containsExactly("O", "B-V", "I-V");
            assertThat(checkpoint.vocabulary()).hasSize(6);
            assertThat(checkpoint.lowercase()).isTrue();
            assertThat(checkpoint.source().getName()).isEqualTo("pytorch_model.bin");
            assertThat(checkpoint.source().getContainer()).isEqualTo("bare weights, torch zip");
        }
    }

    @Test
    void findsTheFilesBesideTheWeights() throws Exception {
        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(model.resolve("weights.th")), directory)) {

            // Then
            assertThat(checkpoint.labels()).containsExactly("O", "B-V", "I-V");
            assertThat(checkpoint.stateDict().tensors()).containsKey("tag_projection_layer.bias");
        }
    }

    @ParameterizedTest
    @CsvSource({"bert_config.json, --bert-config", "vocabulary/labels.txt, --labels", "vocab.txt, --vocab"})
    void namesTheFlagOfTheFileThatIsMissing(String file, String flag) throws Exception {
        // Given
        Files.delete(model.resolve(file));

        // When
        var refused =
                assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(model.resolve("weights.th")), directory));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("weights.th ")
                .hasMessageEndingWith("or name it with " + flag + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert_config.json", "vocabulary/labels.txt", "vocab.txt"})
    void saysThatWeightsAreHostileBeforeItAsksForAFile(String missing) throws Exception {
        // Given
        Files.delete(model.resolve(missing));
        byte[] hostile = "\u0080\u0002cos\nsystem\nX\u0002\0\0\0id\u0085R.".getBytes(ISO_8859_1);
        Path weights =
                Files.write(model.resolve("weights.th"), TorchWriter.zipOf(TorchWriter.records(hostile, List.of())));

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(weights), directory));

        // Then
        refused.isExactlyInstanceOf(CheckpointException.class).hasMessageContaining("os.system");
    }
}
