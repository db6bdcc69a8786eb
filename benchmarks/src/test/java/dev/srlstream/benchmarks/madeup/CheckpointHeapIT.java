package dev.srlstream.benchmarks.madeup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.cli.Srl;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Process audit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", "")),
                        Srl.class.getName(),
                        "audit",
                        "--model",
                        model.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        // Then
        assertThat(audit.waitFor()).as(Files.readString(said)).isZero();
        assertThat(said).content().contains("12 layers of 768");
    }
}
