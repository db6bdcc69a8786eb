package dev.srlstream.quickstart;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.demo.DemoEvents.TemporaryFolderLeft;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder under the system's temporary one that is removed with all it holds on {@link #close}, or when the JVM ends. Owned
 * by its creator.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(TemporaryFolder.class);
    private static final int ATTEMPTS = 5;

    private final Path path;
    private final Runnable removal = this::remove;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    public static TemporaryFolder create(String prefix) throws IOException {
        TemporaryFolder folder = new TemporaryFolder(Files.createTempDirectory(prefix));
        AtExit.add(folder.removal);
        return folder;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        remove();
        AtExit.remove(removal);
    }

    private void remove() {
        for (int left = ATTEMPTS - 1; !removed(left == 0); left--) {
            try {
                // At the JVM's end a broker that has just begun may still write.
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @param last whether to give up, with a word in the log, where it cannot be removed */
    private boolean removed(boolean last) {
        try {
            Files.walkFileTree(path, new Removal());
        } catch (NoSuchFileException gone) {
            // Removed before: that is what is wanted.
        } catch (IOException e) {
            if (last) {
                LOG.log(new TemporaryFolderLeft(path, e.toString()));
            }
            return last;
        }
        return true;
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
