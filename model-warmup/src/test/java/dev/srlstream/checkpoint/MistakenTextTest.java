package dev.srlstream.checkpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.refusal.CheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What downloads leave where a small file of text should be. */
class MistakenTextTest {
    private static final Map<String, String> MISTAKES = Map.of(
            "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "is a Git LFS pointer",
            "<!DOCTYPE html><html>", "is a web page",
            "<?xml version=\"1.0\"?><Error/>", "is XML text",
            "\u001f\u008b\u0008\0", "is a gzip file",
            "PK\u0003\u0004\u0014\0", "is a zip file");

    private final Path directory;

    MistakenTextTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "bert_config.json", "vocab.txt", "vocabulary/labels.txt"})
    void saysWhatStandsInTheirPlace(String file) throws Exception {
        for (Map.Entry<String, String> mistake : MISTAKES.entrySet()) {
            // Given
            var model = new TinyModel();
            Path written = model.write(directory);
            Files.write(written.resolve(file), mistake.getKey().getBytes(ISO_8859_1));

            // When
            var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(written), directory));

            // Then
            refused.isExactlyInstanceOf(CheckpointException.class)
                    .hasMessageContaining(file + " " + mistake.getValue())
                    .hasMessageEndingWith("; expected is a text file.");
        }
    }
}
