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
record Companions(CheckpointPaths paths, CheckpointFiles files, Path beside) {
    /** Content and where it came from. */
    record Companion(String origin, byte[] content) {}

    Optional<Companion> find(CompanionFile file) throws CheckpointException, IOException {
        @Nullable Path named = file.named(paths);
        if (named != null) {
            return Optional.of(companion(named.toString(), SmallFile.read(named)));
        }
        Optional<byte[]> inside = files.content(file.path());
        if (inside.isPresent()) {
            return Optional.of(companion(files.name() + ": " + file.path(), inside.get()));
        }
        Path neighbour = beside.resolve(file.path());
        return Files.isRegularFile(neighbour)
                ? Optional.of(companion(neighbour.toString(), SmallFile.read(neighbour)))
                : Optional.empty();
    }

    private static Companion companion(String origin, byte[] content) throws CheckpointException {
        return new Companion(origin, SmallFile.requireText(content, origin));
    }
}
