package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that real PyTorch wrote, as {@code wild/generate.py} says; with PyTorch at hand they are written anew. */
class PytorchFilesTest {
    private static final Path COMMITTED = Path.of("src/test/resources/wild");

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
                arguments("inert-in-state.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("parameter-with-state.th", "torch zip", DType.FLOAT32, DType.INT64),
                arguments("tensor-with-state.th", "torch zip", DType.FLOAT32, DType.INT64),
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

    static Stream<Arguments> places() {
        return Stream.of(
                arguments(
                        "beside-tensors.th",
                        "zip, state dict under model_state_dict",
                        "a.",
                        "epoch loss torch_rng_state"),
                arguments("beside-metric.th", "zip, state dict under net", "a.", "val.f1 best.epoch"),
                arguments(
                        "under-two-dicts.th",
                        "zip, state dict under checkpoint.state_dict",
                        "a.",
                        "best checkpoint.epoch"),
                arguments("under-unknown-name.th", "zip, state dict under tagger", "a.", "optim"),
                arguments("in-a-list.th", "zip, state dict under [0]", "a.", "[1] [2]"),
                arguments("deepspeed.th", "zip, state dict under module", "module.a.", "optimizer param_shapes ds"),
                arguments("inert-2.th", "zip, state dict under state_dict", "a.", "bytes"),
                arguments("inert-3.th", "zip, state dict under state_dict", "a.", "array"),
                arguments("inert-4.th", "zip, state dict under state_dict", "a.", "args"),
                arguments("inert-5.th", "zip, state dict under state_dict", "a.", "config"),
                arguments("legacy-inert.th", "legacy, state dict under state_dict", "a.", "callbacks"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void findsTheStateDictAmongOtherValues(String file, String container, String prefix, String beside)
            throws Exception {
        // When
        WeightsFile weights = read(COMMITTED.resolve(file));

        // Then
        assertThat(weights.container()).isEqualTo("torch " + container);
        assertThat(floats(tensor(weights, prefix + "matrix"))).containsExactly(1f, 1.125f, 1.25f, 1.375f, 1.5f, 1.625f);
        assertThat(floats(tensor(weights, prefix + "bias"))).containsExactly(-2f, 0.5f);
        assertThat(weights.otherValues()).isEmpty();
        assertThat(weights.beside().keySet()).contains(beside.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inert-2.th", "inert-3.th", "inert-4.th", "inert-5.th", "legacy-inert.th"})
    void saysWhatLiesBesideTheWeightsInPythonsNames(String file) throws Exception {
        // When
        Map<String, String> beside = read(COMMITTED.resolve(file)).beside();

        // Then
        assertThat(beside)
                .containsEntry("bytes", "bytes")
                .containsEntry("bytearray", "bytearray")
                .containsEntry("frozenset", "frozenset")
                .containsEntry("complex", "complex")
                .containsEntry("range", "range")
                .containsEntry("scalar", "numpy.generic")
                .containsEntry("array", "numpy.ndarray")
                .containsEntry("generator", "numpy.random.Generator")
                .containsEntry("args", "argparse.Namespace")
                .containsEntry("default", "dict")
                .containsEntry("counter", "collections.Counter")
                .containsEntry("time", "datetime.datetime")
                .containsEntry("id", "uuid.UUID")
                .containsEntry("size", "tuple")
                .containsEntry("dtype", "torch.float16")
                .containsEntry("hyper_parameters", "lightning_fabric.utilities.data.AttributeDict")
                .containsEntry("config", "omegaconf.dictconfig.DictConfig")
                .containsEntry("callbacks", "dict");
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
        whole-module.th     | calls __main__.Tagger; a checkpoint may only .* a whole pickled model; load it where
        tensor.th           | holds no dict of tensors but a tensor torch.float32 \\[2, 3\\]
        model-and-ema.th    | several state dicts, under model and ema, .*torch.load\\(…\\)\\['model'\\]
        student-and-teacher.th | under run.student and run.teacher, .*\\['run'\\]\\['student'\\]
        arrays.th           | holds NumPy arrays, not tensors by name; convert them
        optimizer.th        | holds the state of an optimiser alone
        training-state.th   | the state of a training without the weights .* in model_state_
        quantised.th        | calls torch.qint8; .* it holds quantised weights; save
        training_args.bin   | calls transformers.training_args.TrainingArguments; .* name the weights
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
        for (Arguments place : places().toList()) {
            // When
            WeightsFile weights = read(directory.resolve((String) place.get()[0]));

            // Then
            assertThat(weights.container()).isEqualTo("torch " + place.get()[1]);
        }
        assertThatThrownBy(() -> read(directory.resolve("attack.th"))).isInstanceOf(CheckpointException.class);
        assertThat(directory.resolve("attacked")).doesNotExist();
    }

    private boolean writtenAnew() throws InterruptedException {
        return Python.runs(COMMITTED.resolve("generate.py"), ProcessBuilder.Redirect.DISCARD, directory.toString());
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
