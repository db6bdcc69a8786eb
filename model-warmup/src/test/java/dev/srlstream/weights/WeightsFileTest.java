package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.pickle.Opcode;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsFileTest {
    private static final TestTensor MATRIX = TestTensor.counting("0", 1, 2, 3);

    private final Path directory;

    WeightsFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> forms() {
        Map<String, TestTensor> tensors = sharedStorage();
        Map<String, byte[]> records = TorchWriter.records(TorchWriter.stateDict(tensors, false), tensors.values());
        return Stream.of(
                argumentSet("zip", TorchWriter.zip(tensors), "torch zip"),
                argumentSet(
                        "zip64",
                        TorchWriter.zipOf(records, ZipArchiveEntry.STORED, Zip64Mode.AlwaysWithCompatibility),
                        "torch zip"),
                argumentSet("legacy", TorchWriter.legacy(tensors), "torch legacy"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsTensorsThatShareAStorage(byte[] file, String container) throws Exception {
        // Given
        Path path = write(file);

        // When
        WeightsFile torch = read(path);

        // Then
        assertThat(torch.container()).isEqualTo(container);
        assertThat(torch.stateDict().tensors().keySet()).containsExactly("matrix", "transposed", "row", "half");
        assertThat(values(torch, "matrix")).containsExactly(1f, 1.125f, 1.25f, 1.375f, 1.5f, 1.625f);
        assertThat(values(torch, "transposed")).containsExactly(1f, 1.375f, 1.125f, 1.5f, 1.25f, 1.625f);
        assertThat(values(torch, "row")).containsExactly(1.375f, 1.5f, 1.625f);
        assertThat(values(torch, "half")).containsExactly(1f);
    }

    @Test
    void keepsOrdinaryValuesApartFromTensors() throws Exception {
        // Given
        byte[] pickle = new PickleWriter()
                .proto(2)
                .op(Opcode.EMPTY_DICT, Opcode.MARK)
                .text("epoch")
                .number(3)
                .text("matrix")
                .tensor(MATRIX, false)
                .op(Opcode.SETITEMS)
                .stop();

        // When
        WeightsFile torch = read(write(TorchWriter.zipOf(TorchWriter.records(pickle, List.of(MATRIX)))));

        // Then
        assertThat(torch.otherKeys()).containsExactly("epoch");
        assertThat(torch.stateDict().tensors().keySet()).containsExactly("matrix");
    }

    @Test
    void readsParametersAndTheEntriesOfPython2() throws Exception {
        // Given: OrderedDict([["matrix", Parameter(matrix)]])
        byte[] pickle = new PickleWriter()
                .proto(2)
                .global("collections", "OrderedDict")
                .op(Opcode.EMPTY_LIST, Opcode.EMPTY_LIST)
                .op(Opcode.SHORT_BINSTRING, 6)
                .bytes("matrix".getBytes(StandardCharsets.UTF_8))
                .op(Opcode.APPEND)
                .global("torch._utils", "_rebuild_parameter")
                .tensor(MATRIX, false)
                .op(Opcode.NEWTRUE)
                .emptyOrderedDict()
                .op(Opcode.TUPLE3, Opcode.REDUCE, Opcode.APPEND, Opcode.APPEND)
                .op(Opcode.TUPLE1, Opcode.REDUCE)
                .stop();

        // When
        WeightsFile torch = read(write(TorchWriter.zipOf(TorchWriter.records(pickle, List.of(MATRIX)))));

        // Then
        assertThat(values(torch, "matrix")).hasSize(6).startsWith(1f);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsTheOlderFormOfABigEndianMachine(boolean countsInItsOrder) throws Exception {
        // Given: elements are little-endian on every machine
        byte[] file = TorchWriter.legacy(sharedStorage());
        file[indexOf(file, "little_endian") + "little_endian".length()] = (byte) Opcode.NEWFALSE;
        if (countsInItsOrder) {
            ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            int last = file.length - Short.BYTES - Long.BYTES;
            int first = last - MATRIX.bytes().length - Long.BYTES;
            all.putLong(first, Long.reverseBytes(all.getLong(first)));
            all.putLong(last, Long.reverseBytes(all.getLong(last)));
        }

        // When
        WeightsFile torch = read(write(file));

        // Then
        assertThat(values(torch, "matrix")).containsExactly(1f, 1.125f, 1.25f, 1.375f, 1.5f, 1.625f);
        assertThat(values(torch, "half")).containsExactly(1f);
    }

    static Stream<Arguments> impossibleViews() {
        return Stream.of(
                argumentSet("offset", MATRIX.seenAs(1, List.of(2L, 3L), List.of(3L, 1L)), "need 7 elements"),
                argumentSet("stride", MATRIX.seenAs(0, List.of(2L, 3L), List.of(4L, 1L)), "need 7 elements"),
                argumentSet("shape", MATRIX.seenAs(0, List.of(3L, 3L), List.of(3L, 1L)), "need 9 elements"),
                argumentSet("overlap", MATRIX.seenAs(0, List.of(1L << 40), List.of(0L)), "learned weights repeat none"),
                argumentSet(
                        "too long a storage",
                        new TestTensor(DType.FLOAT32, "0", MATRIX.bytes(), 1L << 61, MATRIX.view()),
                        "are announced"));
    }

    @ParameterizedTest
    @MethodSource("impossibleViews")
    void refusesTensorsThatReachBeyondTheirStorage(TestTensor tensor, String reason) throws IOException {
        // Given
        Path path = write(TorchWriter.zip(Map.of("weight", tensor)));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("weights.th")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesShapesWhoseProductOverflows() throws IOException {
        // Given: not a View, whose constructor refuses it as well
        byte[] pickle = new PickleWriter()
                .proto(2)
                .global("torch._utils", "_rebuild_tensor_v2")
                .op(Opcode.MARK, Opcode.MARK)
                .text("storage")
                .global("torch", "FloatStorage")
                .text("0")
                .text("cpu")
                .number(6)
                .op(Opcode.TUPLE, Opcode.BINPERSID)
                .number(0)
                .numbers(List.of(1L << 33, 1L << 33))
                .numbers(List.of(0L, 0L))
                .op(Opcode.NEWFALSE, Opcode.NONE, Opcode.TUPLE, Opcode.REDUCE)
                .stop();
        Path path = write(TorchWriter.zipOf(TorchWriter.records(pickle, List.of(MATRIX))));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("impossible tensor");
    }

    static Stream<Arguments> files() {
        byte[] sound = TorchWriter.zip(sharedStorage());
        byte[] legacy = TorchWriter.legacy(sharedStorage());
        return Stream.of(argumentSet("zip", (Object) sound), argumentSet("legacy", (Object) legacy));
    }

    @ParameterizedTest
    @MethodSource("files")
    void refusesEveryTruncation(byte[] file) throws IOException {
        for (int length = 0; length < file.length; length += 7) {
            // Given
            Path path = write(Arrays.copyOf(file, length));

            // When
            Throwable thrown = thrownBy(path);

            // Then
            assertThat(thrown).as("%d of %d bytes", length, file.length).isInstanceOf(CheckpointException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void answersEveryMutilationWithTensorsOrARefusal(byte[] file) throws IOException {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            byte[] mutilated = file.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutilated[random.nextInt(mutilated.length)] = (byte) random.nextInt(256);
            }
            Path path = write(mutilated);

            // When
            Throwable thrown = thrownBy(path);

            // Then
            assertThat(thrown == null || thrown instanceof CheckpointException)
                    .as("seed %d, round %d: %s", seed, round, thrown)
                    .isTrue();
        }
    }

    private static Map<String, TestTensor> sharedStorage() {
        Map<String, TestTensor> tensors = new LinkedHashMap<>();
        tensors.put("matrix", MATRIX);
        tensors.put("transposed", MATRIX.seenAs(0, List.of(3L, 2L), List.of(1L, 3L)));
        tensors.put("row", MATRIX.seenAs(3, List.of(3L), List.of(1L)));
        tensors.put("half", TestTensor.of(DType.FLOAT16, "1", new byte[] {0, 0x3c}, 1));
        return tensors;
    }

    private static int indexOf(byte[] bytes, String part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(part);
    }

    private @Nullable Throwable thrownBy(Path path) {
        try {
            read(path);
            return null;
        } catch (CheckpointException | IOException | RuntimeException e) {
            return e;
        }
    }

    private static List<Float> values(WeightsFile torch, String key) throws IOException {
        Tensor tensor = Objects.requireNonNull(torch.stateDict().tensors().get(key));
        List<Float> values = new ArrayList<>();
        tensor.readFloat32(elements -> {
            while (elements.hasRemaining()) {
                values.add(elements.getFloat());
            }
        });
        return values;
    }

    private WeightsFile read(Path path) throws CheckpointException, IOException {
        try (var channel = FileChannel.open(path)) {
            return WeightsFile.read(channel, "weights.th", directory);
        }
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(directory.resolve("weights.th"), content);
    }
}
