package dev.srlstream.repair;

import dev.srlstream.checkpoint.CheckpointSources;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.weights.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Keeps a repair from overwriting what it must not. */
final class RepairTarget {
    private RepairTarget() {}

    /**
     * Looks at what is at the target now.
     *
     * @throws TargetRefusedException where the archive must not be written there
     * @throws CheckpointException when it is not clear which files the checkpoint consists of
     * @throws RepairException where its folder is not there or may not be written to
     */
    static void require(RepairPlan plan) throws CheckpointException, RepairException, IOException {
        Path target = plan.target();
        Path folder = target.toAbsolutePath().resolveSibling("");
        if (!Files.isDirectory(folder)) {
            throw new RepairException(
                    "There is no folder " + folder + " to write " + target.getFileName() + " into; make it first.");
        }
        if (!Files.isWritable(folder)) {
            throw new RepairException(
                    "The folder " + folder + " may not be written to by this user; choose another for the archive.");
        }
        if (Files.isDirectory(target)) {
            throw new TargetRefusedException(folder(target) + " is a folder; name the archive to be written, such as "
                    + folder(target).resolve("repaired.tar.gz") + ".");
        }
        // The link itself: to write through one that leads nowhere would surprise as well.
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (Path input : CheckpointSources.of(plan.checkpoint()).files().values()) {
            if (Files.exists(target) && Files.isSameFile(target, input)) {
                throw new TargetRefusedException(
                        target + " is what is to be repaired (" + input + "), which stays as it is; name a new file.");
            }
        }
        if (!isArchive(target)) {
            throw new TargetRefusedException(
                    target + " is there already and is no tar.gz, which not even --force replaces; name a new file.");
        }
        if (!plan.replace()) {
            throw new TargetRefusedException(
                    target + " is there already; name a new file, or add --force to replace it.");
        }
    }

    /** An empty name is the working directory's. */
    private static Path folder(Path target) {
        return target.toString().isEmpty() ? target.toAbsolutePath() : target;
    }

    private static boolean isArchive(Path target) throws IOException {
        if (!Files.isRegularFile(target)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(target)) {
            FileKind kind = FileKind.of(in.readNBytes(FileKind.HEAD_BYTES));
            return kind == FileKind.GZIP || kind == FileKind.EMPTY;
        }
    }
}
