package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that real tarfile, gzip and PyTorch wrote, as {@code archives/generate.py} says; with these at hand they are written anew. */
class ArchiveFormsTest {
    private static final Path COMMITTED = Path.of("src/test/resources/archives");

    private final Path scratch;
    private final Path anew;

    ArchiveFormsTest(@TempDir Path directory) throws IOException {
        this.scratch = Files.createDirectory(directory.resolve("scratch"));
        this.anew = Files.createDirectory(directory.resolve("anew"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allennlp.tar.gz",
                "dot-slash.tar.gz",
                "plain.tar",
                "folder.tar.gz",
                "ustar.tar.gz",
                "gnu-long-names.tar.gz",
                "pax-long-names.tar.gz",
                "members.tar.gz",
                "zero-padding.tar.gz",
                "gzip-name.tar.gz",
                "junk.tar.gz",
                "symbolic-link.tar.gz",
                "link-to-a-folder.tar.gz",
                "hard-link.tar.gz",
                "hard-linked.tar.gz",
                "link-to-itself.tar.gz",
                "weaker-link.tar.gz",
                "linked-vocabulary.tar.gz",
                "pipe.tar.gz",
                "character-device.tar.gz",
                "block-device.tar.gz",
                "contiguous.tar.gz",
                "unknown-type.tar.gz",
                "repeated.tar.gz",
                "deep.tar.gz",
                "no-end.tar",
                "v7.tar",
                "v7.tar.gz",
                "labelled.tar"
            })
    void readsTheArchiveWithoutARemark(String file) throws Exception {
        // Given
        Path archive = COMMITTED.resolve(file);

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {

            // Then
            requireTheModelThatIsMeant(checkpoint);
            assertThat(checkpoint.remarks()).isEmpty();
            assertThat(checkpoint.source().getBytes()).isEqualTo(Files.size(archive));
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    safetensors.tar.gz    | model.safetensors     | because there is no weights.th
                    hugging-face.tar.gz   | pytorch_model.bin     | because there is no weights.th
                    linked-weights.tar.gz | best.th               | those of its best epoch
                    training.tar.gz       | best.th               | those of its best epoch
                    states.tar.gz         | model_state_e10_b5.th | the newest state that training saved
                    wordpiece-dump.tar.gz | vocabulary/tags.txt   | it is used as the vocabulary
                    """)
    void readsTheArchiveAndSaysWhatWasChosen(String file, String about, String detail) throws Exception {
        // Given
        Path archive = COMMITTED.resolve(file);

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {

            // Then
            requireTheModelThatIsMeant(checkpoint);
            assertThat(checkpoint.remarks()).singleElement().satisfies(remark -> {
                assertThat(remark.about()).isEqualTo(about);
                assertThat(remark.detail()).contains(detail);
            });
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    garbage.tar.gz            | behind its last member: what comes behind its content is neither another gzip member nor zeros
                    damaged-member.tar.gz     | in the .gz header; fetch it again
                    cut-member.tar.gz         | it is truncated; fetch it again
                    twice-zipped.tar.gz       | what it holds is a gzip file
                    climbing.tar.gz           | member vocabulary/../../evil leads out of the archive
                    folder-that-climbs.tar.gz | member ../ leads out of the archive
                    absolute.tar.gz           | member /tmp/evil has an absolute or foreign path
                    sparse-gnu.tar.gz         | weights.th is a sparse file, not the file itself; pack .* without --sparse
                    sparse-posix.tar.gz       | weights.th is a sparse file, not the file itself
                    duplicate.tar.gz          | config.json is there twice with different content
                    two-weights.tar.gz        | weights.th is there twice with different content
                    file-and-link.tar.gz      | config.json is there twice with different content
                    needed-link.tar.gz        | weights.th is a symbolic link to ../run7/best.th, not the file itself; pack .* tar -czhf
                    better-link.tar.gz        | weights.th is a symbolic link to /w.th
                    absolute-link.tar.gz      | config.json is a symbolic link to /runs/7/config.json
                    dangling-link.tar.gz      | vocab.txt is a symbolic link to nowhere/vocab.txt
                    circle.tar.gz             | vocab.txt is a symbolic link to ./vocab.txt
                    linked-folder.tar.gz      | vocabulary is a symbolic link to ../other/vocabulary
                    joined.tar.gz             | holds no weights.th before its end, but more behind it
                    archive-in-archive.tar.gz | holds no weights.th, but srl/model.tar.gz, which may be
                    incremental.tar.gz        | is a folder of a backup that was made with tar --listed-incremental
                    second-model.tar.gz       | holds two models, weights.th and backup/weights.th; only one can be meant
                    as-good.tar.gz            | holds two models, best.th and backup/best.th; only one can be meant
                    two-safetensors.tar.gz    | holds two models, .*model.safetensors
                    no-weights.tar.gz         | holds no weights.th \\(nor best.th
                    flipped-head.tar.gz       | member vocab.txt has a head whose checksum is wrong
                    cut-weights.tar           | in member weights.th: Truncated TAR archive; fetch it again
                    announced-longer.tar.gz   | in member weights.th: Truncated TAR archive; fetch it again
                    announced-too-long.tar.gz | member weights.th announces 1099511627776 bytes, more than the
                    announced-shorter.tar.gz  | behind member weights.th: Corrupted TAR archive; fetch it again
                    """)
    void refusesInOneSentenceAndLeavesNothingBehind(String file, String reason) {
        // Given
        Path archive = COMMITTED.resolve(file);

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file)
                .message()
                .containsPattern(reason)
                .doesNotContain("\n");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void judgesTheSameWhenTheArchivesAreWrittenAnew() throws Exception {
        // Given
        assumeTrue(writtenAnew(), "no Python with torch here (python3-torch): the committed archives were read alone");

        for (Path committed : archives(COMMITTED)) {
            // When
            String verdict = verdict(anew.resolve(committed.getFileName()));

            // Then
            assertThat(verdict).isEqualTo(verdict(committed));
        }
        assertThat(archives(anew)).hasSameSizeAs(archives(COMMITTED));
        assertThat(scratch).isEmptyDirectory();
    }

    private static void requireTheModelThatIsMeant(Checkpoint checkpoint) throws IOException {
        assertThat(checkpoint.labels()).containsExactly("O", "B-V", "I-V");
        assertThat(checkpoint.vocabulary()).containsExactly("[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##b");
        assertThat(checkpoint.bertConfig()).isEqualTo(new BertConfig(1, 4, 2, 8, 6, 5, 2, 1e-12));
        assertThat(checkpoint.lowercase()).isTrue();
        assertThat(checkpoint.stateDict().tensors().keySet())
                .containsExactlyInAnyOrderElementsOf(new TinyModel().tensors.keySet());
        assertThat(bias(checkpoint)).containsExactly(7f, 8f, 9f);
    }

    private String verdict(Path archive) throws IOException {
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {
            return String.join(
                    "\n",
                    checkpoint.labels().toString(),
                    checkpoint.vocabulary().toString(),
                    checkpoint.bertConfig().toString(),
                    checkpoint.remarks().toString(),
                    checkpoint.stateDict().tensors().keySet().toString(),
                    bias(checkpoint).toString());
        } catch (CheckpointException e) {
            // Compressed sizes depend on the library.
            return String.valueOf(e.getMessage()).replaceAll("\\d+", "N");
        }
    }

    private static List<Float> bias(Checkpoint checkpoint) throws IOException {
        Tensor tensor = Objects.requireNonNull(checkpoint.stateDict().tensors().get("tag_projection_layer.bias"));
        List<Float> values = new ArrayList<>();
        tensor.readFloat32(elements -> {
            while (elements.hasRemaining()) {
                values.add(elements.getFloat());
            }
        });
        return values;
    }

    private static List<Path> archives(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().contains(".tar")).toList();
        }
    }

    private boolean writtenAnew() throws InterruptedException {
        return Python.runs(COMMITTED.resolve("generate.py"), ProcessBuilder.Redirect.DISCARD, anew.toString());
    }
}
