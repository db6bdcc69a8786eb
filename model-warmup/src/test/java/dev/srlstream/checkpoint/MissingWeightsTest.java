package dev.srlstream.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.refusal.UnservableCheckpointException;
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

/** A directory or archive without weights: what lies closest to them, and the cure. */
class MissingWeightsTest {
    private final Path folder;
    private final Path model;

    MissingWeightsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.model = Files.createDirectory(folder.resolve("run7"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            weights.th/archive/data.pkl      | zip -0 -r -D weights.zip archive)
            weights.th/data.pkl              | zip -0 -r -D weights.zip weights.th)
            archive/data.pkl                 | zip -0 -r -D weights.zip archive)
            data.pkl                         | zip -0 -r -D weights.zip run7)
            weights.th/empty                 | run7/weights.th is a folder and not a file
            model.safetensors.part           | not written or fetched to its end
            weights.th.crdownload            | not written or fetched to its end
            model_state_epoch_3.th.tmp       | not written or fetched to its end
            model-00001-of-00002.safetensors | one of several shards: fetch the index as well
            adapter_model.safetensors        | belongs to an adapter
            adapter_config.json              | belongs to an adapter
            model.tar.gz                     | is an archive: name it with --model
            model.zip                        | is compressed: unpack it
            bert_model.ckpt.index            | TensorFlow's
            bert_model.ckpt.data-00000-of-00001 | TensorFlow's
            tf_model.h5                      | TensorFlow's
            flax_model.msgpack               | Flax's
            model.onnx                       | an export for another engine
            __0_0.distcp                     | distributed training
            training_state_e3_b0.th          | without the model's weights
            a/b/weights.th                   | run7/a/b/weights.th lies deeper: name the folder
            models--x--y/snapshots/12/model.safetensors | lies deeper: name the folder
            config.json                      | an AllenNLP archive has config.json, weights.th and vocabulary/
            """)
    void namesWhatIsClosest(String file, String message) throws Exception {
        // Given
        Files.createDirectories(model.resolve(file).getParent());
        Files.writeString(model.resolve(file), "not weights");

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(model), folder));

        // Then
        refused.isInstanceOf(UnservableCheckpointException.class)
                .hasMessageStartingWith(model + " holds no weights.th")
                .hasMessageContaining(message)
                .hasMessageEndingWith(".");
    }

    @Test
    void namesTheTargetOfALinkThatLeadsNowhere() throws Exception {
        // Given, with a torch file beside it that comes first by its name
        Files.createSymbolicLink(model.resolve("weights.th"), Path.of("/mnt/gone/weights.th"));
        Files.writeString(model.resolve("old.bak"), "PK\u0003\u0004");

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(model), folder));

        // Then
        refused.isInstanceOf(UnservableCheckpointException.class)
                .hasMessageContaining("run7/weights.th is a link to /mnt/gone/weights.th, where there is no file");
    }

    @Test
    void saysThatADirectoryIsEmpty() {
        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(model), folder));

        // Then
        refused.isInstanceOf(UnservableCheckpointException.class).hasMessageEndingWith("; it is empty.");
    }

    @Test
    void namesWeightsThatAreCalledOtherwise() throws Exception {
        // Given
        Map<String, byte[]> contents = new TinyModel().contents();
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Path path = model.resolve(file.getKey().replace("weights.th", "epoch3.pt"));
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(model), folder));

        // Then: and naming it is the cure
        refused.isInstanceOf(UnservableCheckpointException.class)
                .hasMessageContaining("run7/epoch3.pt is a zip file: if it holds the weights, name it with --model");
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(model.resolve("epoch3.pt")), folder)) {
            assertThat(checkpoint.labels()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            adapter_model.bin         | belongs to an adapter
            run/bert_model.ckpt.index | TensorFlow's
            model-00001-of-00002.safetensors | one of several shards
            notes.txt                 | an AllenNLP archive has config.json
            """)
    void namesWhatIsClosestInAnArchive(String member, String message) throws Exception {
        // Given
        Path archive = Files.write(
                folder.resolve("model.tar.gz"),
                new ArchiveWriter().file(member, new byte[] {1, 2, 3}).gzip());

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), folder));

        // Then
        refused.isInstanceOf(UnservableCheckpointException.class)
                .hasMessageStartingWith("model.tar.gz holds no weights.th")
                .hasMessageContaining(message);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(archive, model);
        }
    }

    @ParameterizedTest
    @CsvSource({"weights.th, ''", "best.th, best.th", "model_state_epoch_9.th, model_state_epoch_9.th", "any.pt, any.pt"
    })
    void weightsNamedInsideAModelsDirectoryUseItsFiles(String name, String remarked) throws Exception {
        // Given: nothing but the weights differs in name, and other weights lie there too
        Map<String, byte[]> contents = new LinkedHashMap<>(new TinyModel().contents());
        contents.put("weights.th", "not these".getBytes(UTF_8));
        contents.put(name, TorchWriter.zip(new TinyModel().tensors));
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Path path = model.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.writeString(folder.resolve("bert_config.json"), "that of another model");

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(model.resolve(name)), folder)) {

            // Then: the casing stands in config.json alone
            assertThat(checkpoint.lowercase()).isTrue();
            assertThat(checkpoint.labels()).containsExactly("O", "B-V", "I-V");
            assertThat(checkpoint.config()).isPresent();
            assertThat(checkpoint.source().getName()).isEqualTo("run7");
            assertThat(checkpoint.remarks())
                    .extracting(Remark::about)
                    .containsExactlyElementsOf(remarked.isEmpty() ? List.of() : List.of(remarked));
        }
    }
}
