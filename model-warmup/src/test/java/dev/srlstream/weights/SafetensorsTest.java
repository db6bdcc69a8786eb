package dev.srlstream.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final String A = "'a':{'dtype':'F32','shape':[2,2],'data_offsets':[0,16]}";
    private static final String B = "'b':{'dtype':'I64','shape':[1],'data_offsets':[16,24]}";

    private final Path directory;

    SafetensorsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void readsTensorsInPlace() throws Exception {
        // Given
        Path path = write("{'__metadata__':{'format':'pt'}," + B + "," + A + "}   ");

        // When
        WeightsFile weights = read(path);

        // Then
        assertThat(weights.container()).isEqualTo("safetensors");
        assertThat(weights.stateDict().tensors().keySet()).containsExactly("b", "a");
        Tensor a = Objects.requireNonNull(weights.stateDict().tensors().get("a"));
        assertThat(a.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(a.shape()).containsExactly(2, 2);
        List<Float> values = new ArrayList<>();
        a.readFloat32(elements -> {
            while (elements.hasRemaining()) {
                values.add(elements.getFloat());
            }
        });
        assertThat(values).containsExactly(0f, 1f, 2f, 3f);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'a':{'dtype':'F32','shape':[2,2],'data_offsets':[0,20]}}   | a has 20 bytes
                    {'a':{'dtype':'F32','shape':[2,2],'data_offsets':[0,160]}}  | a has the data offsets [0, 160] in 24 bytes
                    {'a':{'dtype':'F32','shape':[2,2],'data_offsets':[16,0]}}   | a has the data offsets [16, 0]
                    {'a':{'dtype':'F32','shape':[2,2],'data_offsets':[-16,0]}}  | a has the data offsets [-16, 0]
                    {'a':{'dtype':'F32','shape':[2,2],'data_offsets':[0,16]}}   | 8 bytes at its end belong to no tensor
                    {'a':{'dtype':'F32','shape':[4,1],'data_offsets':[8,24]}}   | a begins at byte 8 of the data
                    {'a':{'dtype':'F8','shape':[24],'data_offsets':[0,24]}}     | a has the element type F8
                    {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,24]}} | impossible shape
                    {'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,24]}}   | no list of whole numbers
                    {'a':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,24]}} | no list of whole numbers
                    {'a':{'dtype':'F32','data_offsets':[0,24]}}                 | lacks its shape
                    {'a':1}                                                     | a lacks its element type (dtype)
                    {'a':{'shape':[24],'data_offsets':[0,24]}}                  | a lacks its element type (dtype)
                    {'a':{'dtype':8,'shape':[24],'data_offsets':[0,24]}}        | a lacks its element type (dtype)
                    {'a':{'x':[[[[[[]]]]]]}}                                    | is not the JSON of safetensors
                    {'a':1,'a':2}                                               | is not the JSON of safetensors
                    {'__metadata__':{}}                                         | names no tensor
                    {'a':1                                                      | is not the JSON of safetensors
                    {} {}                                                       | cannot be used
                    """)
    void refusesHeadersThatDoNotDescribeTheData(String header, String reason) throws IOException {
        // Given
        Path path = write(header);

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("model.safetensors ")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1 << 20, 1L << 40})
    void refusesHeadersLongerThanTheFile(long claimed) throws IOException {
        // Given
        byte[] file = Files.readAllBytes(write("{" + A + "," + B + "}"));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, claimed);
        Path path = Files.write(directory.resolve("model.safetensors"), file);

        // When
        var refused = assertThatThrownBy(() -> read(path));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("its header claims");
    }

    /** The header, then the floats 0, 1, 2, 3 and the integer 7. */
    private Path write(String header) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + json.length + 24).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        file.putFloat(0).putFloat(1).putFloat(2).putFloat(3).putLong(7);
        return Files.write(directory.resolve("model.safetensors"), file.array());
    }

    private WeightsFile read(Path path) throws CheckpointException, IOException {
        try (var channel = FileChannel.open(path)) {
            return WeightsFile.read(channel, String.valueOf(path.getFileName()), directory);
        }
    }
}
