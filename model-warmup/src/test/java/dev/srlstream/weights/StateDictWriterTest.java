package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What PyTorch wrote, written again: PyTorch must read the same from both. */
class StateDictWriterTest {
    private static final Path WILD = Path.of("src/test/resources/wild");
    private static final Path LOAD = WILD.resolve("load.py");
    private static final List<String> SAVED = List.of(
            "zip.th",
            "legacy.th",
            "protocol5.th",
            "parameters.th",
            "half.th",
            "bfloat16.th",
            "double.th",
            "int8.th",
            "views.th",
            "expanded.th",
            "deflated.th",
            "big-endian.th");

    private final Path directory;

    StateDictWriterTest(@TempDir Path directory) {
        this.directory = directory;
    }

    enum Format {
        TORCH_ZIP,
        SAFETENSORS;

        StateDictWriter writer(StateDict stateDict) {
            return switch (this) {
                case TORCH_ZIP -> new TorchZipWriter(stateDict);
                case SAFETENSORS -> new SafetensorsWriter(stateDict);
            };
        }

        byte[] write(StateDict stateDict) throws IOException {
            var out = new ByteArrayOutputStream();
            writer(stateDict).write(Channels.newChannel(out));
            return out.toByteArray();
        }
    }

    @Test
    void pytorchLoadsWhatItHadSavedBitForBit() throws Exception {
        // Given
        List<String> arguments = new ArrayList<>();
        for (String file : SAVED) {
            StateDict stateDict = read(WILD.resolve(file));
            // Torch before 2.1 reads big-endian files as little-endian ones; the same numbers stand in the other file.
            Path reference = WILD.resolve(file.equals("big-endian.th") ? "zip.th" : file);

            // When
            Path zip = Files.write(directory.resolve("new-" + file), Format.TORCH_ZIP.write(stateDict));
            Path safetensors =
                    Files.write(directory.resolve(file + ".safetensors"), Format.SAFETENSORS.write(stateDict));
            arguments.addAll(List.of("torch", reference.toString(), "torch", zip.toString()));
            arguments.addAll(List.of("weights_only", zip.toString(), "safetensors", safetensors.toString()));
        }
        List<List<String>> printed = sections(Python.run(LOAD, arguments.toArray(String[]::new)));

        // Then
        assertThat(printed).hasSize(4 * SAVED.size());
        for (int file = 0; file < SAVED.size(); file++) {
            List<List<String>> read = printed.subList(4 * file, 4 * file + 4);
            assertThat(read.get(0)).as(SAVED.get(file)).isNotEmpty();
            assertThat(read).as(SAVED.get(file)).containsOnly(read.get(0));
        }
    }

    /** The tensors of each file, in the order of the files. */
    private static List<List<String>> sections(List<String> printed) {
        List<List<String>> sections = new ArrayList<>();
        for (String line : printed) {
            if (line.startsWith("== ")) {
                sections.add(new ArrayList<>());
            } else {
                sections.get(sections.size() - 1).add(line);
            }
        }
        return sections;
    }

    @ParameterizedTest
    @EnumSource
    void isReadBackWithTheSameKeysInTheSameOrder(Format format) throws Exception {
        // Given
        StateDict stateDict = read(WILD.resolve("views.th"));

        // When
        Path written = Files.write(directory.resolve("new"), format.write(stateDict));

        // Then
        StateDict again = read(written);
        assertThat(again.tensors().keySet())
                .containsExactlyElementsOf(stateDict.tensors().keySet());
        assertThat(format.write(again)).isEqualTo(Files.readAllBytes(written));
    }

    @ParameterizedTest
    @EnumSource
    void knowsItsSizeWithoutReadingATensor(Format format) throws Exception {
        // Given
        StateDict stateDict = read(WILD.resolve("int8.th"));
        Map<String, Tensor> unreadable = new LinkedHashMap<>();
        stateDict.tensors().forEach((key, tensor) -> unreadable.put(key, new Unreadable(tensor)));
        StateDictWriter writer = format.writer(new StateDict(unreadable));

        // When
        long bytes = writer.bytes();

        // Then
        assertThat(bytes).isEqualTo(format.write(stateDict).length);
        assertThatThrownBy(() -> writer.write(Channels.newChannel(new ByteArrayOutputStream())))
                .isInstanceOf(IOException.class)
                .hasMessage("must not be read");
    }

    @ParameterizedTest
    @EnumSource
    void writesATensorUnderTwoKeysTwice(Format format) throws Exception {
        // Given
        Tensor tensor = read(WILD.resolve("zip.th")).tensors().get("matrix");
        Map<String, Tensor> tied = new LinkedHashMap<>(Collections.singletonMap("first", tensor));
        tied.put("second", tensor);

        // When
        Path written = Files.write(directory.resolve("new"), format.write(new StateDict(tied)));

        // Then
        StateDict again = read(written);
        assertThat(again.tensors().keySet()).containsExactly("first", "second");
        assertThat(format.write(again)).isEqualTo(Files.readAllBytes(written));
    }

    @Test
    void alignsEveryElementOfSafetensors() throws Exception {
        // Given
        Map<String, Tensor> mixed = new LinkedHashMap<>();
        mixed.put("a", read(WILD.resolve("int8.th")).tensors().get("index"));
        mixed.put("b", read(WILD.resolve("half.th")).tensors().get("matrix"));
        mixed.put("c", read(WILD.resolve("double.th")).tensors().get("matrix"));

        // When
        Path written = Files.write(directory.resolve("new"), Format.SAFETENSORS.write(new StateDict(mixed)));

        // Then
        String content = Files.readString(written, StandardCharsets.ISO_8859_1);
        assertThat(content)
                .contains("\"c\":{\"dtype\":\"F64\",\"shape\":[2,3],\"data_offsets\":[0,48]}")
                .contains("\"b\":{\"dtype\":\"F16\",\"shape\":[2,3],\"data_offsets\":[48,60]}")
                .contains("\"a\":{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[60,64]}");
    }

    private StateDict read(Path path) throws CheckpointException, IOException {
        try (var channel = FileChannel.open(path)) {
            return WeightsFile.read(channel, String.valueOf(path.getFileName()), directory)
                    .stateDict();
        }
    }

    private record Unreadable(Tensor tensor) implements Tensor {
        @Override
        public DType dtype() {
            return tensor.dtype();
        }

        @Override
        public long[] shape() {
            return tensor.shape();
        }

        @Override
        public long elements() {
            return tensor.elements();
        }

        @Override
        public void readElements(Sink sink) throws IOException {
            throw new IOException("must not be read");
        }

        @Override
        public void readFloat32(Sink sink) throws IOException {
            throw new IOException("must not be read");
        }

        @Override
        public void readInt64(Sink sink) throws IOException {
            throw new IOException("must not be read");
        }
    }
}
