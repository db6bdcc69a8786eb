package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that AllenNLP archives do not contain: named by the operator, else inside the checkpoint, else beside it.
 *
 * @param beside the folder that the archive or directory lies in
 */
record Companions(CheckpointFiles files, Path beside) {
    /** Content and where it came from. */
    record Companion(String origin, byte[] content) {}

    Optional<Companion> find(@Nullable Path named, String file) throws CheckpointException, IOException {
        if (named != null) {
            return Optional.of(new Companion(named.toString(), SmallFile.read(named)));
        }
        Optional<byte[]> inside = files.content(file);
        if (inside.isPresent()) {
            return Optional.of(new Companion(files.name() + ": " + file, inside.get()));
        }
        Path neighbour = beside.resolve(file);
        return Files.isRegularFile(neighbour)
                ? Optional.of(new Companion(neighbour.toString(), SmallFile.read(neighbour)))
                : Optional.empty();
    }
}
