package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that real PyTorch wrote, as {@code wild/generate.py} says; with PyTorch at hand they are written anew. */
class PytorchFilesTest {
    private static final Path COMMITTED = Path.of("src/test/resources/wild");
    private static final List<String> PYTHON = List.of("/usr/bin/python3", "python3");

    private final Path directory;

    PytorchFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                arguments("zip.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("legacy.th", "torch legacy", DType.FLOAT32, DType.INT64),
                arguments("protocol3.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("protocol4.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("protocol5.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("legacy-protocol3.th", "torch legacy", DType.FLOAT32, DType.INT64),
                arguments("legacy-protocol4.th", "torch legacy", DType.FLOAT32, DType.INT64),
                arguments("legacy-protocol5.th", "torch legacy", DType.FLOAT32, DType.INT64),
                arguments("dict.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("module.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("parameters.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("under-model.th", "torch zip, state dict under model", DType.FLOAT32, DType.INT64),
                arguments("under-state_dict.th", "torch zip, state dict under state_dict", DType.FLOAT32, DType.INT64),
                arguments(
                        "under-model_state_dict.th",
                        "torch zip, state dict under model_state_dict",
                        DType.FLOAT32,
                        DType.INT64),
                arguments("half.th", "torch zip", DType.FLOAT16, DType.INT32),
                arguments("bfloat16.th", "torch zip", DType.BFLOAT16, DType.INT16),
                arguments("double.th", "torch zip", DType.FLOAT64, DType.UINT8),
                arguments("int8.th", "torch zip", DType.FLOAT32, DType.INT8),
                arguments("views.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("expanded.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("cuda.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("legacy-cuda.th", "torch legacy", DType.FLOAT32, DType.INT64),
                arguments("any_root.pt", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("deflated.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("zip64.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("torch2.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("big-endian.th", "torch zip", DType.FLOAT32, DType.INT64));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsWhatPytorchWrote(String file, String container, DType floats, DType integers) throws Exception {
        // Given
        Path path = COMMITTED.resolve(file);

        // When
        WeightsFile weights = read(path);

        // Then
        assertThat(weights.container()).isEqualTo(container);
        Tensor matrix = tensor(weights, "matrix");
        assertThat(matrix.dtype()).isEqualTo(floats);
        assertThat(matrix.shape()).containsExactly(2, 3);
        assertThat(floats(matrix)).containsExactly(1f, 1.125f, 1.25f, 1.375f, 1.5f, 1.625f);
        assertThat(floats(tensor(weights, "bias"))).containsExactly(-2f, 0.5f);
        assertThat(tensor(weights, "index").dtype()).isEqualTo(integers);
        assertThat(integers(tensor(weights, "index"))).containsExactly(0L, 1L, 2L, 3L);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void repeatsTheElementsOfAnExpandedTensor() throws Exception {
        // Given
        Path path = COMMITTED.resolve("expanded.th");

        // When
        Tensor wide = tensor(read(path), "wide");

        // Then
        assertThat(wide.shape()).containsExactly(2, 3);
        assertThat(floats(wide)).containsExactly(1.5f, 1.5f, 1.5f, 2.5f, 2.5f, 2.5f);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    attack.th           | data.pkl at byte .* calls posix.system; a checkpoint may only
                    legacy-attack.th    | at byte .* calls posix.system; a checkpoint may only
                    whole-module.th     | calls __main__.Tagger; a checkpoint may only
                    tensor.th           | holds no dict of tensors
                    two-models.th       | several state dicts, under state_dict and model
                    flipped.th          | record .*data/0 has CRC-32 .* where the zip directory says
                    truncated.th        | no zip directory at its end
                    legacy-truncated.th | ends within storage
                    short-record.th     | has 16 bytes, but 6 elements of torch.float32
                    """)
    void refusesInOneSentenceWhatPytorchWouldRunOrReadWrong(String file, String reason) {
        // Given
        Path path = COMMITTED.resolve(file);

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file)
                .message()
                .containsPattern(reason)
                .doesNotContain("\n");
    }

    @Test
    void readsTheSameWhenPytorchWritesThemAnew() throws Exception {
        // Given
        assumeTrue(writtenAnew(), "no Python with torch here (python3-torch): the committed files were read alone");

        for (Arguments form : forms().toList()) {
            // When
            WeightsFile weights = read(directory.resolve((String) form.get()[0]));

            // Then
            assertThat(weights.container()).isEqualTo(form.get()[1]);
            assertThat(floats(tensor(weights, "matrix")))
                    .as("%s", form.get()[0])
                    .containsExactly(1f, 1.125f, 1.25f, 1.375f, 1.5f, 1.625f);
            assertThat(floats(tensor(weights, "bias"))).containsExactly(-2f, 0.5f);
        }
        assertThatThrownBy(() -> read(directory.resolve("attack.th"))).isInstanceOf(CheckpointException.class);
        assertThat(directory.resolve("attacked")).doesNotExist();
    }

    private boolean writtenAnew() throws IOException, InterruptedException {
        for (String python : PYTHON) {
            try {
                Process process = new ProcessBuilder(
                                python, COMMITTED.resolve("generate.py").toString(), directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0) {
                    return true;
                }
                process.destroyForcibly();
            } catch (IOException absent) {
                // No such Python: the next one may be there.
            }
        }
        return false;
    }

    private static Tensor tensor(WeightsFile weights, String key) {
        return Objects.requireNonNull(weights.stateDict().tensors().get(key));
    }

    private static List<Float> floats(Tensor tensor) throws IOException {
        List<Float> values = new ArrayList<>();
        tensor.readFloat32(elements -> {
            while (elements.hasRemaining()) {
                values.add(elements.getFloat());
            }
        });
        return values;
    }

    private static List<Long> integers(Tensor tensor) throws IOException {
        List<Long> values = new ArrayList<>();
        tensor.readInt64(elements -> {
            while (elements.hasRemaining()) {
                values.add(elements.getLong());
            }
        });
        return values;
    }

    private WeightsFile read(Path path) throws CheckpointException, IOException {
        try (var channel = FileChannel.open(path)) {
            return WeightsFile.read(channel, String.valueOf(path.getFileName()), directory);
        }
    }
}
