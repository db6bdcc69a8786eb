package dev.srlstream.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the weights of an archive are inflated while their checkpoint is open. Created where it is not there yet, and then
 * removed on closing unless something else came to lie in it. Owned by the caller that opens checkpoints, which closes it after them.
 */
public final class ScratchDirectory implements AutoCloseable {
    private final Path path;
    private final List<Path> created;

    private ScratchDirectory(Path path, List<Path> created) {
        this.path = path;
        this.created = created;
    }

    /**
     * The first of the candidates that can be written to and has room.
     *
     * @param bytes of room that will be needed, roughly
     * @throws IOException when there is none; says why for each
     */
    public static ScratchDirectory among(List<Path> candidates, long bytes) throws IOException {
        List<String> tried = new ArrayList<>();
        for (Path candidate : candidates) {
            List<Path> created = missing(candidate);
            var scratch = new ScratchDirectory(candidate, created);
            try {
                Files.createDirectories(candidate);
                long free = Files.getFileStore(candidate).getUsableSpace();
                if (Files.isWritable(candidate) && free >= bytes) {
                    return scratch;
                }
                tried.add(candidate + (free < bytes ? " has " + free + " bytes free" : " may not be written to"));
            } catch (IOException e) {
                tried.add(candidate + " cannot be made (" + reason(e) + ")");
            }
            scratch.close();
        }
        throw new IOException("of the " + bytes + " bytes that it needs, " + String.join(", and ", tried));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        for (Path directory : created) {
            try {
                Files.deleteIfExists(directory);
            } catch (IOException e) {
                // Something lies in it: it is of use.
                return;
            }
        }
    }

    /** The directory and those above it that are not there, the innermost first. */
    private static List<Path> missing(Path directory) {
        List<Path> missing = new ArrayList<>();
        for (Path path = directory; path != null && !Files.exists(path); path = path.getParent()) {
            missing.add(path);
        }
        return missing;
    }

    /** The messages of file system exceptions begin with paths: their reason, or else their class, says what is wrong. */
    private static String reason(IOException e) {
        if (e instanceof FileSystemException failure) {
            return failure.getReason() == null ? e.getClass().getSimpleName() : failure.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
