package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.statedict.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip directories that say what is not so. */
class ZipLiesTest {
    private static final TestTensor MATRIX = TestTensor.counting("0", 1, 2, 3);

    private final Path directory;

    ZipLiesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 5, 1 << 6, 1 << 13})
    void refusesRecordsThatAreEncryptedOrPatches(int flag) throws IOException {
        // Given
        byte[] file = TorchWriter.zip(Map.of("matrix", MATRIX));
        ByteBuffer zip = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int entry = text(file).lastIndexOf("archive/data/0") - 46;
        zip.putShort(entry + 8, (short) flag);
        Path path = write(file);

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("archive/data/0 is encrypted, a patch");
    }

    @Test
    void refusesANegativeSizeThatWouldMakeRoomForOverlappingRecords() throws IOException {
        // Given: an unused record of -(2^62) bytes, as only zip64 can say it
        Map<String, byte[]> records = new LinkedHashMap<>(
                TorchWriter.records(TorchWriter.stateDict(Map.of("matrix", MATRIX), false), List.of(MATRIX)));
        records.put("archive/extra", new byte[3]);
        byte[] file = TorchWriter.zipOf(records, ZipArchiveEntry.STORED, Zip64Mode.AlwaysWithCompatibility);
        int extra = text(file).lastIndexOf("archive/extra") + "archive/extra".length();
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(extra + 4, -1L << 62)
                .putLong(extra + 12, -1L << 62);
        Path path = write(file);

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("its zip directory is garbled");
    }

    @Test
    void refusesManyRecordsThatTogetherInflateBeyondReason() throws IOException {
        // Given: each of them small enough on its own
        Map<String, TestTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            tensors.put("t" + i, TestTensor.of(DType.FLOAT32, String.valueOf(i), new byte[12 << 20], 3 << 20));
        }
        byte[] pickle = TorchWriter.stateDict(tensors, false);
        Path path = write(TorchWriter.zipOf(
                TorchWriter.records(pickle, new ArrayList<>(tensors.values())),
                ZipArchiveEntry.DEFLATED,
                Zip64Mode.Never));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("inflate to more than 100 times the file");
        assertThat(directory.toFile().list()).containsExactly("weights.th");
    }

    @Test
    void letsManyTensorsShowOneStorageOnlySoManyTimes() throws IOException {
        // Given: 17 MB that 2,000 tensors show whole
        TestTensor storage = TestTensor.of(DType.UINT8, "0", new byte[17 << 20], 17 << 20);
        Map<String, TestTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < 2_000; i++) {
            tensors.put("t" + i, storage);
        }
        Path path =
                write(TorchWriter.zipOf(TorchWriter.records(TorchWriter.stateDict(tensors, false), List.of(storage))));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("learned weights repeat none");
    }

    @Test
    void readsARecordNamedAfterAFolderThatClimbsFromTheFileAlone() throws Exception {
        // Given
        byte[] pickle = TorchWriter.stateDict(Map.of("matrix", MATRIX), false);
        Path path = write(TorchWriter.zipOf(Map.of("../data.pkl", pickle, "../data/0", MATRIX.bytes())));

        // When
        WeightsFile weights = read(path);

        // Then
        assertThat(weights.stateDict().tensors().keySet()).containsExactly("matrix");
        assertThat(directory.toFile().list()).containsExactly("weights.th");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u009b2J", "\u202e", "\u2028", "\ud800"})
    void keepsControlCharactersOutOfMessages(String text) {
        // When
        String excerpt = Printable.excerpt("a" + text + "b");

        // Then
        assertThat(excerpt).startsWith("a?").endsWith("b").matches("[\\x20-\\x7e]+");
    }

    private WeightsFile read(Path path) throws CheckpointException, IOException {
        try (var channel = FileChannel.open(path)) {
            return WeightsFile.read(channel, "weights.th", directory);
        }
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(directory.resolve("weights.th"), content);
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
