package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.SmallFile;
import dev.srlstream.refusal.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files around the weights: named by the operator, else inside the checkpoint, else beside it. What the checkpoint
 * says nowhere can be lent by another one. Owned by the thread that opens the checkpoint.
 */
final class Companions {
    private final CheckpointPaths paths;
    private final CheckpointPaths lender;
    private final CheckpointFiles files;
    private final Path beside;
    private final Set<String> borrowed = new LinkedHashSet<>();

    /**
     * @param lender whose named files stand in for what the checkpoint lacks
     * @param beside the folder that the archive or directory lies in
     */
    Companions(CheckpointPaths paths, CheckpointPaths lender, CheckpointFiles files, Path beside) {
        this.paths = paths;
        this.lender = lender;
        this.files = files;
        this.beside = beside;
    }

    /** Content and where it came from. */
    record Companion(String origin, byte[] content) {}

    CheckpointFiles files() {
        return files;
    }

    Path beside() {
        return beside;
    }

    /** The checkpoint's own file. */
    Optional<Companion> find(CompanionFile file) throws CheckpointException, IOException {
        Optional<Companion> near = findNear(file);
        return near.isPresent() ? near : findBeside(file);
    }

    /** The checkpoint's own file where it is named or lies inside. */
    Optional<Companion> findNear(CompanionFile file) throws CheckpointException, IOException {
        Optional<Companion> named = named(file, paths);
        return named.isPresent() ? named : inside(file.path());
    }

    /** The checkpoint's own file where it lies beside. */
    Optional<Companion> findBeside(CompanionFile file) throws CheckpointException, IOException {
        Path neighbour = beside.resolve(file.path());
        return Files.isRegularFile(neighbour)
                ? Optional.of(companion(neighbour.toString(), SmallFile.read(neighbour)))
                : Optional.empty();
    }

    /** A file that lies inside the checkpoint. */
    Optional<Companion> inside(String path) throws CheckpointException {
        Optional<byte[]> content = files.content(path);
        return content.isPresent()
                ? Optional.of(companion(files.name() + ": " + path, content.get()))
                : Optional.empty();
    }

    /**
     * The lender's file; to be asked for last.
     *
     * @param what is taken from it, for {@link #borrowed}
     */
    Optional<Companion> borrow(CompanionFile file, String what) throws CheckpointException, IOException {
        Optional<Companion> lent = named(file, lender);
        if (lent.isPresent()) {
            borrowed.add(what);
        }
        return lent;
    }

    /** Whether a file is named for the lender. */
    boolean canBorrow(CompanionFile file) {
        return file.named(lender) != null;
    }

    /** What was taken from the lender. */
    List<String> borrowed() {
        return List.copyOf(borrowed);
    }

    private static Optional<Companion> named(CompanionFile file, CheckpointPaths paths)
            throws CheckpointException, IOException {
        @Nullable Path named = file.named(paths);
        return named == null ? Optional.empty() : Optional.of(companion(named.toString(), SmallFile.read(named)));
    }

    private static Companion companion(String origin, byte[] content) throws CheckpointException {
        return new Companion(origin, SmallFile.requireText(content, origin));
    }
}
