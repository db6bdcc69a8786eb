package dev.srlstream.statedict;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.weights.TestTensor;
import dev.srlstream.weights.TorchWriter;
import dev.srlstream.weights.WeightsFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that another process cuts short while it is mapped. Where the mapping is handed out of Java, the JVM would end here. */
class FileCutShortTest {
    private final Path path;

    FileCutShortTest(@TempDir Path directory) {
        this.path = directory.resolve("weights.th");
    }

    @Test
    void tellsThatWeightsWereCutShort() throws Exception {
        // Given
        Map<String, TestTensor> tensors = Map.of("matrix", TestTensor.counting("0", 1, 512, 512));
        Files.write(path, TorchWriter.zip(tensors));
        try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            WeightsFile weights = WeightsFile.read(channel, "weights.th", path);
            Tensor matrix = List.copyOf(weights.stateDict().tensors().values()).get(0);
            channel.truncate(0);

            // When
            var refused = assertThatThrownBy(() -> matrix.readFloat32(elements -> {
                while (elements.hasRemaining()) {
                    elements.getFloat();
                }
            }));

            // Then
            refused.isInstanceOf(FileCutShortException.class).hasMessageContaining("cut short while it was read");
        }
    }

    @Test
    void givesCopiesForWhatIsNoJavaCode() throws IOException {
        // Given
        Files.write(path, new byte[1 << 20]);
        try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedBytes bytes = MappedBytes.map(channel, 0, 1 << 20);
            channel.truncate(0);

            // When
            var refused = assertThatThrownBy(() -> new CRC32().update(bytes.copy(0, 1 << 16)));

            // Then
            refused.isInstanceOf(InternalError.class);
        }
    }
}
