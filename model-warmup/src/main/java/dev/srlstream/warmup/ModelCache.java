package dev.srlstream.warmup;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.model.ModelEvents.CacheFileDamaged;
import dev.srlstream.log.model.ModelEvents.CacheFileStays;
import dev.srlstream.log.model.ModelEvents.CacheNotCleared;
import dev.srlstream.log.model.ModelEvents.CacheUnreadable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files made from a checkpoint, kept on disk between starts: one folder per {@link CacheKey}, and in it files named
 * {@code <name>-<CRC-32C of the content>}. A file appears by renaming, complete or not at all, and one that no longer matches
 * its name is never used; so any number of processes may share a cache without locks. Anyone who can write into a cache can
 * have code run by the engine: its folder deserves the same protection as the checkpoint.
 */
final class ModelCache {
    private static final EventLog LOG = EventLog.of(ModelCache.class);

    /** A writer touches its file all the time; one left alone for so long belongs to a process that died. */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private static final String TEMPORARY = ".tmp";

    private final List<Path> directories;

    /** @param directories where files are looked for; the first that has room for it takes a new one */
    ModelCache(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        /** @param out open for writing, empty; not closed */
        void writeTo(WritableByteChannel out) throws IOException;
    }

    /** Whether there is a file of that name, good or bad. */
    boolean holds(CacheKey key, String name) {
        return folders(key)
                .anyMatch(folder -> !list(folder, CachedName.of(name)).isEmpty());
    }

    /**
     * The file of that name with its content verified; a damaged one is reported and passed over.
     *
     * @param name for example {@code cpu-fp32.pt}: what stands after the last dot becomes the end of the real name
     */
    Optional<Path> find(CacheKey key, String name) {
        return folders(key)
                .flatMap(folder -> list(folder, CachedName.of(name)).stream())
                .filter(file -> isIntact(file, CachedName.of(name)))
                .findFirst();
    }

    private Stream<Path> folders(CacheKey key) {
        return directories.stream()
                .map(directory -> directory.resolve(key.folder()))
                .filter(Files::isDirectory);
    }

    private static List<Path> list(Path folder, CachedName name) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(name::matches).toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(new CacheUnreadable(folder, e.toString()));
            return List.of();
        }
    }

    private static boolean isIntact(Path file, CachedName name) {
        try {
            if (Checksum.of(file).equals(name.checksum(file))) {
                return true;
            }
            // Left in place: another process may be renaming its good successor onto it at this moment.
            LOG.log(new CacheFileDamaged(file));
        } catch (IOException e) {
            LOG.log(new CacheUnreadable(file, e.toString()));
        }
        return false;
    }

    /**
     * Writes a file into the first directory that takes it.
     *
     * @param bytes its size, roughly
     * @param content asked again where a directory fails
     * @return where it is now
     * @throws WarmUpException when no directory can be written to and has the space; nothing half-written stays
     */
    Path store(CacheKey key, String name, long bytes, Content content) throws WarmUpException {
        List<String> tried = new ArrayList<>();
        IOException last = new IOException("no directory is configured");
        for (Path directory : directories) {
            Path folder = directory.resolve(key.folder());
            try {
                Files.createDirectories(folder);
                removeAbandoned(folder);
                requireSpace(folder, bytes);
                return write(folder, name, content);
            } catch (IOException e) {
                tried.add(directory + " (" + reason(e) + ")");
                last = e;
            }
        }
        throw new WarmUpException(
                "The model cache cannot take " + name + " of " + bytes + " bytes in " + String.join(" or ", tried)
                        + ": make room there, or set model.cache.dir (SRL_MODEL_CACHE_DIR) to a folder that has it and that the process may"
                        + " write to.",
                last);
    }

    private static Path write(Path folder, String name, Content content) throws IOException {
        Path temporary = folder.resolve("." + name + "-" + UUID.randomUUID() + TEMPORARY);
        try {
            String checksum;
            try (FileChannel file =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var out = new ChecksumOutput(file);
                content.writeTo(out);
                file.force(true);
                checksum = out.checksum();
            }
            Path file = folder.resolve(CachedName.of(name).with(checksum));
            return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static void requireSpace(Path folder, long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new IOException("only " + free + " bytes are free");
        }
    }

    private static void removeAbandoned(Path folder) {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*" + TEMPORARY)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    deleteQuietly(file);
                }
            }
        } catch (IOException e) {
            LOG.log(new CacheNotCleared(folder, e.toString()));
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(new CacheFileStays(file, e.toString()));
        }
    }

    /** The messages of file system exceptions are paths: there the class says what is wrong. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException
                ? e.getClass().getSimpleName() + ": " + e.getMessage()
                : String.valueOf(e.getMessage());
    }
}
