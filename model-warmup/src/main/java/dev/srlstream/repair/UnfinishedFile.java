package dev.srlstream.repair;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is not there until it is complete: written under a hidden name in the same folder, then renamed. Closed
 * before that, or left when the process is told to end, it vanishes; only a process that is killed outright leaves it.
 * Owned by one thread, which closes it.
 */
final class UnfinishedFile implements Closeable {
    private final Path target;
    private final Path path;
    private final FileChannel channel;
    private final Thread atExit;
    private boolean gone;

    private UnfinishedFile(Path target, Path path) throws IOException {
        this.target = target;
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.atExit = new Thread(this::delete, "unfinished-file");
    }

    static UnfinishedFile of(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        var file = new UnfinishedFile(
                absolute, absolute.resolveSibling("." + absolute.getFileName() + "-" + UUID.randomUUID() + ".tmp"));
        try {
            Runtime.getRuntime().addShutdownHook(file.atExit);
            return file;
        } catch (IllegalStateException e) {
            file.close();
            throw new IOException("the process is ending", e);
        }
    }

    /** Where it is for now. */
    Path path() {
        return path;
    }

    /** To write to. */
    FileChannel channel() {
        return channel;
    }

    /** Brings everything written onto the disk. Nothing may be written afterwards. */
    void finish() throws IOException {
        channel.force(true);
        channel.close();
    }

    /** Renames it to what it is to be, in place of what is there. */
    synchronized void publish() throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        gone = true;
        try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Some systems cannot; the name then reaches the disk a little later.
        }
    }

    private Path folder() {
        return path.resolveSibling("");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            delete();
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                // The process is ending: the hook runs anyway.
            }
        }
    }

    private synchronized void delete() {
        if (!gone) {
            gone = true;
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // Its name begins with a dot and ends with .tmp: nobody will take it for an archive.
            }
        }
    }
}
