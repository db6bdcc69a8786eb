package dev.srlstream.statedict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedTensorTest {
    private final Path directory;

    MappedTensorTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void readsContiguousFloatsFromTheMiddleOfAStorage() throws IOException {
        // Given
        var tensor =
                new MappedTensor(DType.FLOAT32, floats(0, 1, 2, 3, 4, 5, 6, 7), view(2, List.of(2, 2), List.of(2, 1)));

        // When
        List<Float> read = float32(tensor);

        // Then
        assertThat(read).containsExactly(2f, 3f, 4f, 5f);
        assertThat(tensor.shape()).containsExactly(2, 2);
        assertThat(tensor.elements()).isEqualTo(4);
    }

    @Test
    void readsATransposedViewInRowMajorOrder() throws IOException {
        // Given: [2, 3] stored row-major, seen as its transpose [3, 2]
        var tensor = new MappedTensor(DType.FLOAT32, floats(0, 1, 2, 3, 4, 5), view(0, List.of(3, 2), List.of(1, 3)));

        // When
        List<Float> read = float32(tensor);

        // Then
        assertThat(read).containsExactly(0f, 3f, 1f, 4f, 2f, 5f);
    }

    @Test
    void readsEverySecondElementAndRepeatsWhereTheStrideIsZero() throws IOException {
        // Given
        var tensor = new MappedTensor(DType.FLOAT32, floats(0, 1, 2, 3, 4), view(0, List.of(2, 3), List.of(0, 2)));

        // When
        List<Float> read = float32(tensor);

        // Then
        assertThat(read).containsExactly(0f, 2f, 4f, 0f, 2f, 4f);
    }

    @Test
    void treatsTheStrideOfASingleIndexAsIrrelevant() throws IOException {
        // Given
        var tensor = new MappedTensor(
                DType.FLOAT32, floats(7, 8), new View(0, List.of(1L, 2L), List.of(Long.MAX_VALUE, 1L)));

        // When
        List<Float> read = float32(tensor);

        // Then
        assertThat(read).containsExactly(7f, 8f);
    }

    @Test
    void readsScalarsAndEmptyTensors() throws IOException {
        // Given
        var scalar = new MappedTensor(DType.FLOAT32, floats(3, 4), view(1, List.of(), List.of()));
        var empty = new MappedTensor(DType.FLOAT32, floats(), view(5, List.of(0, 4), List.of(4, 1)));

        // When
        List<Float> read = float32(scalar);

        // Then
        assertThat(read).containsExactly(4f);
        assertThat(float32(empty)).isEmpty();
    }

    @Test
    void convertsEveryTypeToFloat32() throws IOException {
        // Given
        ByteBuffer doubles = bytes(24).putDouble(0.1).putDouble(1e300).putDouble(1 + 0x1p-24);
        ByteBuffer halves =
                bytes(6).putShort((short) 0x3c00).putShort((short) 0xc000).putShort((short) 0x7c00);
        ByteBuffer brains = bytes(4).putShort((short) 0x3f80).putShort((short) 0xc040);
        ByteBuffer longs = bytes(16).putLong(-3).putLong((1L << 24) + 1);
        ByteBuffer octets = bytes(2).put((byte) 200).put((byte) 1);

        // When
        List<Float> fromDoubles = float32(vector(DType.FLOAT64, doubles));

        // Then: rounding to nearest, ties to even
        assertThat(fromDoubles).containsExactly(0.1f, Float.POSITIVE_INFINITY, 1f);
        assertThat(float32(vector(DType.FLOAT16, halves))).containsExactly(1f, -2f, Float.POSITIVE_INFINITY);
        assertThat(float32(vector(DType.BFLOAT16, brains))).containsExactly(1f, -3f);
        assertThat(float32(vector(DType.INT64, longs))).containsExactly(-3f, 16777216f);
        assertThat(float32(vector(DType.UINT8, octets))).containsExactly(200f, 1f);
    }

    @Test
    void widensEveryIntegerTypeToInt64() throws IOException {
        // Given
        ByteBuffer bytes = bytes(8).putLong(-1);

        // When
        List<Long> longs = int64(vector(DType.INT64, bytes));

        // Then
        assertThat(longs).containsExactly(-1L);
        assertThat(int64(vector(DType.INT32, bytes))).containsExactly(-1L, -1L);
        assertThat(int64(vector(DType.INT16, bytes))).containsOnly(-1L).hasSize(4);
        assertThat(int64(vector(DType.INT8, bytes))).containsOnly(-1L).hasSize(8);
        assertThat(int64(vector(DType.UINT8, bytes))).containsOnly(255L).hasSize(8);
        assertThat(int64(vector(DType.BOOL, bytes))).containsOnly(1L).hasSize(8);
    }

    @Test
    void handsOutWholeElementsHoweverLongTheTensorIs() throws IOException {
        // Given: more than one slice in place, more than one buffer converted
        int count = 300_001;
        ByteBuffer stored = bytes(count * Float.BYTES);
        for (int i = 0; i < count; i++) {
            stored.putFloat(i);
        }
        MappedBytes storage = map(stored);
        var contiguous = new MappedTensor(DType.FLOAT32, storage, view(0, List.of(count), List.of(1)));
        var everyThird = new MappedTensor(DType.FLOAT32, storage, view(1, List.of(100_000), List.of(3)));

        // When
        List<Float> read = float32(contiguous);

        // Then
        assertThat(read).hasSize(count);
        assertThat(read.get(count - 1)).isEqualTo(300_000f);
        assertThat(float32(everyThird)).hasSize(100_000).endsWith(299_998f);
    }

    @Test
    void readsAcrossThePiecesOfAMappingBeyond1GiB() throws IOException {
        // Given: a sparse file, so that it costs nothing
        long piece = 1L << 30;
        Path file = directory.resolve("large.bin");
        MappedBytes storage;
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer end = bytes(12).putFloat(1).putFloat(2).putFloat(3);
            channel.write(end.flip(), 3 + piece - Float.BYTES);
            storage = MappedBytes.map(channel, 3, piece + 2 * Float.BYTES);
        }
        var inPlace = new MappedTensor(DType.FLOAT32, storage, new View(piece / 4 - 1, List.of(3L), List.of(1L)));
        var converted = new MappedTensor(DType.FLOAT32, storage, new View(piece / 4 - 1, List.of(2L), List.of(2L)));

        // When
        List<Float> read = float32(inPlace);

        // Then
        assertThat(read).containsExactly(1f, 2f, 3f);
        assertThat(float32(converted)).containsExactly(1f, 3f);
    }

    @Test
    void refusesAViewThatReachesBeyondItsStorage() throws IOException {
        // Given
        MappedBytes storage = floats(0, 1, 2, 3);
        View view = view(1, List.of(2, 2), List.of(2, 1));

        // When
        var refused = assertThatThrownBy(() -> new MappedTensor(DType.FLOAT32, storage, view));

        // Then
        refused.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("need 5 elements, the storage has 4");
    }

    @Test
    void refusesToReadFloatsAsIntegers() throws IOException {
        // Given
        MappedTensor tensor = vector(DType.FLOAT32, bytes(4));

        // When
        var refused = assertThatThrownBy(() -> tensor.readInt64(elements -> {}));

        // Then
        refused.isInstanceOf(IllegalStateException.class);
    }

    private MappedTensor vector(DType dtype, ByteBuffer bytes) throws IOException {
        return new MappedTensor(dtype, map(bytes), view(0, List.of(bytes.capacity() / dtype.width()), List.of(1)));
    }

    private MappedBytes floats(float... values) throws IOException {
        ByteBuffer bytes = bytes(values.length * Float.BYTES);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return map(bytes);
    }

    private MappedBytes map(ByteBuffer bytes) throws IOException {
        Path file = Files.createTempFile(directory, "storage", ".bin");
        // An odd position: storages may begin anywhere.
        var shifted = new byte[bytes.capacity() + 3];
        bytes.get(0, shifted, 3, bytes.capacity());
        Files.write(file, shifted);
        try (var channel = FileChannel.open(file)) {
            return MappedBytes.map(channel, 3, bytes.capacity());
        }
    }

    private static ByteBuffer bytes(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static View view(long offset, List<Integer> shape, List<Integer> stride) {
        return new View(
                offset,
                shape.stream().map(Integer::longValue).toList(),
                stride.stream().map(Integer::longValue).toList());
    }

    private static List<Float> float32(Tensor tensor) throws IOException {
        List<Float> all = new ArrayList<>();
        tensor.readFloat32(elements -> {
            assertThat(elements.remaining() % Float.BYTES).isZero();
            while (elements.hasRemaining()) {
                all.add(elements.getFloat());
            }
        });
        return all;
    }

    private static List<Long> int64(Tensor tensor) throws IOException {
        List<Long> all = new ArrayList<>();
        tensor.readInt64(elements -> {
            while (elements.hasRemaining()) {
                all.add(elements.getLong());
            }
        });
        return all;
    }
}
