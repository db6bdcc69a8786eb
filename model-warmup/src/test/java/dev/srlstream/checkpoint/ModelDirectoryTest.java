package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.refusal.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDirectoryTest {
    private final Path directory;
    private Path model = Path.of("");
    private byte[] weights = {};

    ModelDirectoryTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void write() throws IOException {
        model = new TinyModel().write(directory);
        weights = Files.readAllBytes(model.resolve("weights.th"));
        Files.delete(model.resolve("weights.th"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    best.th                                    | model_state_epoch_7.th model.safetensors pytorch_model.bin
                    model_state_epoch_10.th                    | model_state_epoch_9.th model_state_epoch_2.th
                    model_state_epoch_3.th                     | model_state_epoch_3.2020-05-01-12-30-00.th
                    model_state_epoch_3.2020-05-02-00-00-00.th | model_state_epoch_3.2020-05-01-23-59-59.th
                    model_state_e3_b120.th                     | model_state_e3_b20.th model_state_e2_b9999.th
                    model_state_e10_b0.th                      | model_state_e9_b500.th
                    model_state_epoch_3.th                     | model_state_e3_b999.th
                    model_state_e0_b0.th                       | training_state_e5_b0.th model_state_e5_b0_w0.th
                    model_state_epoch_0.th                     | model.safetensors model_state_epoch_1.th.tmp model_state_epoch_.th
                    weights.safetensors                        | pytorch_model.bin weights.th.bak ._weights.th
                    model.safetensors                          | tiny/model.safetensors-index.json
                    """)
    void prefersTheNewestAndTheBestByNameAlone(String chosen, String others) throws Exception {
        // Given: what is not chosen is unreadable, and younger
        Files.write(model.resolve(chosen), weights);
        Files.setLastModifiedTime(model.resolve(chosen), FileTime.fromMillis(0));
        for (String other : others.split(" ", -1)) {
            Files.createDirectories(model.resolve(other).getParent());
            Files.writeString(model.resolve(other), "not this one");
        }

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(model), directory)) {

            // Then
            assertThat(checkpoint.stateDict().tensors()).containsKey("tag_projection_layer.bias");
            assertThat(checkpoint.remarks()).singleElement().satisfies(remark -> {
                assertThat(remark.about()).isEqualTo(chosen);
                assertThat(remark.detail()).startsWith("The weights are those of this file, ");
            });
        }
    }

    @Test
    void hasNothingToRemarkOnWeightsUnderTheirOwnName() throws Exception {
        // Given
        Files.write(model.resolve("weights.th"), weights);
        Files.writeString(model.resolve("best.th"), "not this one");

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(model), directory)) {

            // Then
            assertThat(checkpoint.remarks()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "model.safetensors, weights.safetensors",
        "model_state_epoch_3.th, model_state_e4_b0.th",
        "model_state_epoch_07.th, model_state_epoch_7.th",
        "a/weights.th, b/weights.th",
        "a/weights.th, b/pytorch_model.bin"
    })
    void refusesToGuess(String one, String other) throws Exception {
        // Given
        for (String file : new String[] {one, other}) {
            Files.createDirectories(model.resolve(file).getParent());
            Files.write(model.resolve(file), weights);
        }

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(model), directory));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("model holds two models, ")
                .hasMessageContainingAll(one, other, "only one can be meant");
    }

    @Test
    void opensTheOneFolderThatHoldsAModelAsIfItWereNamed() throws Exception {
        // Given: beside that folder is in the directory that was named
        Path outer = Files.createDirectory(directory.resolve("outer"));
        Path inner = Files.move(model, outer.resolve("srl-bert"));
        Files.write(inner.resolve("weights.th"), weights);
        Files.move(inner.resolve("vocab.txt"), outer.resolve("vocab.txt"));
        Files.createDirectory(outer.resolve("logs"));

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(outer), directory)) {

            // Then
            assertThat(checkpoint.source().getName()).isEqualTo("srl-bert");
            assertThat(checkpoint.vocabulary()).hasSize(6);
            assertThat(checkpoint.remarks()).isEmpty();
        }
    }

    @Test
    void doesNotLookIntoFoldersWhereThereAreWeightsAtTheRoot() throws Exception {
        // Given
        Files.write(model.resolve("best.th"), weights);
        Files.createDirectory(model.resolve("backup"));
        Files.writeString(model.resolve("backup/weights.th"), "not this one");

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(model), directory)) {

            // Then
            assertThat(checkpoint.stateDict().tensors()).isNotEmpty();
        }
    }
}
