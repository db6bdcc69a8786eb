package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.pickle.Opcode;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TorchRefusalTest {
    private static final TestTensor MATRIX = TestTensor.counting("0", 1, 2, 3);

    private final Path directory;

    TorchRefusalTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void refusesAFlippedBitInAWeight() throws IOException {
        // Given
        byte[] file = TorchWriter.zip(Map.of("matrix", MATRIX));
        file[indexOf(file, MATRIX.bytes()) + 5] ^= 1;
        Path path = write(file);

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("archive/data/0 has CRC-32")
                .hasMessageContaining("fetch it again");
    }

    @Test
    void refusesARecordThatIsShorterThanItsTensor() throws IOException {
        // Given
        Map<String, byte[]> records = records();
        records.put("archive/data/0", Arrays.copyOf(MATRIX.bytes(), 20));
        Path path = write(TorchWriter.zipOf(records));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("record data/0 has 20 bytes, but 6 elements of torch.float32");
    }

    static Stream<Arguments> foreignZips() {
        Map<String, byte[]> withoutData = records();
        withoutData.remove("archive/data/0");
        Map<String, byte[]> bigEndian = records();
        bigEndian.put("archive/byteorder", "middle".getBytes(StandardCharsets.UTF_8));
        Map<String, byte[]> script = records();
        script.put("archive/constants.pkl", new byte[0]);
        Map<String, byte[]> twoRoots = records();
        twoRoots.put("other/data.pkl", new byte[0]);
        return Stream.of(
                argumentSet("a storage is missing", withoutData, "no record archive/data/0"),
                argumentSet("no byte order", bigEndian, "record byteorder says middle"),
                argumentSet("TorchScript", script, "TorchScript archive"),
                argumentSet("two roots", twoRoots, "several data.pkl"),
                argumentSet(
                        "a zip around weights",
                        zipOf("run/weights.th"),
                        "no data.pkl in it, around run/weights.th: unpack"),
                argumentSet(
                        "a zip around an archive",
                        zipOf("x/model.tar.gz"),
                        "around the archive x/model.tar.gz: unpack"),
                argumentSet("npz", zipOf("a.npy", "b.npy"), "NumPy arrays (npz)"),
                argumentSet(
                        "an unpacked torch file",
                        zipOf("a/b/data.pkl"),
                        "around an unpacked torch file (a/b/data.pkl)"),
                argumentSet("Keras", zipOf("config.json", "model.weights.h5"), "zip file of Keras"),
                argumentSet("TorchServe", zipOf("MAR-INF/MANIFEST.json", "model.pt"), "for TorchServe"),
                argumentSet(
                        "another zip", zipOf("__MACOSX/weights.th", "notes.txt"), "with no data.pkl in it; expected"));
    }

    @ParameterizedTest
    @MethodSource("foreignZips")
    void refusesZipsThatAreNoStateDict(Map<String, byte[]> records, String reason) throws IOException {
        // Given
        Path path = write(TorchWriter.zipOf(records));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
    }

    @Test
    void refusesTwoRecordsOfOneName() throws IOException {
        // Given: two names that are made equal in headers and directory
        Map<String, byte[]> records = records();
        records.put("archive/data/1", MATRIX.bytes());
        String file = new String(TorchWriter.zipOf(records), StandardCharsets.ISO_8859_1);
        Path path = write(file.replace("archive/data/1", "archive/data/0").getBytes(StandardCharsets.ISO_8859_1));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("two records named archive/data/0");
    }

    @Test
    void refusesRecordsThatTogetherAreLargerThanTheFile() throws IOException {
        // Given: a record that no tensor lies in
        Map<String, byte[]> records = records();
        records.put("archive/extra", new byte[3]);
        byte[] file = TorchWriter.zipOf(records);
        int header = new String(file, StandardCharsets.ISO_8859_1).lastIndexOf("archive/extra") - 46;
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(header + 20, 1 << 20)
                .putInt(header + 24, 1 << 20);
        Path path = write(file);

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("its records are larger than the file");
    }

    static Stream<Arguments> foreignDicts() {
        var crowded = new PickleWriter().proto(2).op(Opcode.EMPTY_DICT, Opcode.MARK);
        for (int i = 0; i <= 10_000; i++) {
            crowded.text("key " + i).op(Opcode.NONE);
        }
        byte[] huge = new byte[255];
        huge[254] = 1;
        return Stream.of(
                argumentSet(
                        "crowded",
                        crowded.text("matrix")
                                .tensor(MATRIX, false)
                                .op(Opcode.SETITEMS)
                                .stop(),
                        "dict of 10002 keys"),
                argumentSet(
                        "a huge number as key",
                        new PickleWriter()
                                .op(Opcode.EMPTY_DICT, Opcode.LONG1, 255)
                                .bytes(huge)
                                .tensor(MATRIX, false)
                                .op(Opcode.SETITEM)
                                .stop(),
                        "the key (no text) in its dict"));
    }

    @ParameterizedTest
    @MethodSource("foreignDicts")
    void refusesDictsThatAreNoStateDict(byte[] pickle, String reason) throws IOException {
        // Given
        Path path = write(TorchWriter.zipOf(Map.of("archive/data.pkl", pickle)));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
    }

    static Stream<Arguments> otherFiles() {
        return Stream.of(
                argumentSet("pickle", "\u0080\u0003}.", "is a bare pickle"),
                argumentSet("gzip", "\u001f\u008b\u0008", "is a gzip file"),
                argumentSet("web page", "<html>", "is a web page"),
                argumentSet("LFS pointer", "version https://git-lfs", "run git lfs pull"),
                argumentSet("nothing", "", "is an empty file"));
    }

    @ParameterizedTest
    @MethodSource("otherFiles")
    void saysWhatAFileIsThatIsNotOfTorch(String content, String description) throws IOException {
        // Given
        Path path = write(content.getBytes(StandardCharsets.ISO_8859_1));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining(description)
                .hasMessageContaining("torch.save");
    }

    @Test
    void refusesRecordsThatInflateBeyondReason() throws IOException {
        // Given
        TestTensor zeros = TestTensor.of(DType.FLOAT32, "0", new byte[20 << 20], 5 << 20);
        Map<String, byte[]> bomb =
                TorchWriter.records(TorchWriter.stateDict(Map.of("a", zeros), false), List.of(zeros));
        Path path = write(TorchWriter.zipOf(bomb, ZipArchiveEntry.DEFLATED, Zip64Mode.Never));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("record archive/data/0 announces 20971520 bytes");
        assertThat(directory.toFile().list()).containsExactly("weights.th");
    }

    @Test
    void refusesATrainingStateAndSaysWhatToDo() throws IOException {
        // Given
        byte[] pickle = new PickleWriter()
                .proto(2)
                .op(Opcode.EMPTY_DICT, Opcode.MARK)
                .text("epoch")
                .number(3)
                .text("weights_by_name")
                .op(Opcode.EMPTY_DICT)
                .text("matrix")
                .tensor(MATRIX, false)
                .op(Opcode.SETITEM, Opcode.SETITEMS)
                .stop();
        Path path = write(TorchWriter.zipOf(TorchWriter.records(pickle, List.of(MATRIX))));

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.hasMessageContaining("a dict of epoch, weights_by_name")
                .hasMessageContaining("torch.save(model.state_dict()");
    }

    private static Map<String, byte[]> zipOf(String... names) {
        return Stream.of(names).collect(Collectors.toMap(name -> name, name -> new byte[3]));
    }

    private static Map<String, byte[]> records() {
        return TorchWriter.records(TorchWriter.stateDict(Map.of("matrix", MATRIX), false), List.of(MATRIX));
    }

    private WeightsFile read(Path path) throws CheckpointException, IOException {
        try (var channel = FileChannel.open(path)) {
            return WeightsFile.read(channel, "weights.th", directory);
        }
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(directory.resolve("weights.th"), content);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}
