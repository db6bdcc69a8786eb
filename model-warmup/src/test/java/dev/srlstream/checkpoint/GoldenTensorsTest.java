package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenTensorsTest {
    @ParameterizedTest
    @CsvSource({
        "goldens/with-position-ids, torch zip",
        "goldens/without-position-ids, torch zip",
        "goldens/legacy-container, torch legacy",
        "goldens/flat, torch zip",
        "quickstart/checkpoint/srl-bert-mini, torch zip"
    })
    void readsEveryTensorAsPythonDoes(String archive, String container, @TempDir Path scratch) throws Exception {
        // Given
        Path path = Path.of("..", archive + ".tar.gz");
        List<String> expected = Files.readAllLines(Path.of(
                "src/test/resources/tensors", path.getFileName().toString().replace("tar.gz", "tsv")));

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(path), scratch)) {

            // Then
            assertThat(checkpoint.source().getContainer()).isEqualTo("tar.gz, " + container);
            assertThat(checkpoint.stateDict().tensors().entrySet().stream()
                            .map(GoldenTensorsTest::line)
                            .toList())
                    .isEqualTo(expected);
            assertThat(checkpoint.lowercase()).isTrue();
        }
    }

    private static String line(Map.Entry<String, Tensor> entry) {
        Tensor tensor = entry.getValue();
        MessageDigest digest = Sha256.digest();
        try {
            if (tensor.dtype() == DType.INT64) {
                tensor.readInt64(digest::update);
            } else {
                tensor.readFloat32(digest::update);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        String shape = Arrays.stream(tensor.shape()).mapToObj(String::valueOf).collect(Collectors.joining(","));
        return String.join(
                "\t",
                entry.getKey(),
                tensor.dtype().torchName(),
                shape,
                HexFormat.of().formatHex(digest.digest()));
    }
}
