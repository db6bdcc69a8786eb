package dev.srlstream.benchmarks.madeup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.cli.Srl;
import dev.srlstream.quickstart.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint is read in place, however large it is. */
@Tag("long")
class CheckpointHeapIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void bertBaseIsAuditedInAHeapOf64Mebibytes() throws Exception {
        // Given
        Path model = Files.createDirectory(folder.resolve("model"));
        RandomCheckpoint.write(model, RandomCheckpoint.BERT_BASE);
        Path said = folder.resolve("said.txt");

        // When
        Process audit = new ProcessBuilder(JavaCommand.of(
                        List.of("-Xmx64m", "-XX:+UseSerialGC"),
                        Srl.class.getName(),
                        List.of("audit", "--model", model.toString())))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        // Then
        assertThat(audit.waitFor()).as(Files.readString(said)).isZero();
        assertThat(said).content().contains("12 layers of 768");
    }
}
