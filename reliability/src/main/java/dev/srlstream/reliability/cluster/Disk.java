package dev.srlstream.reliability.cluster;

import dev.srlstream.quickstart.AtExit;
import dev.srlstream.quickstart.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A broker's disk: in memory and of a fixed size, so that it can be filled, where the machine lets us mount; else a folder. Owned by its broker. */
final class Disk implements AutoCloseable {
    private final TemporaryFolder folder;
    private final Optional<String> obstacle;
    private final Path filler;
    private final Runnable end = this::unmount;

    private Disk(TemporaryFolder folder, Optional<String> obstacle) {
        this.folder = folder;
        this.obstacle = obstacle;
        this.filler = folder.path().resolve("filler");
        AtExit.add(end);
    }

    static Disk create(int megabytes) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create("srl-disk-");
        Optional<String> obstacle = Optional.empty();
        try {
            Shell.run(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "size=" + megabytes + "m",
                    "tmpfs",
                    folder.path().toString());
        } catch (IOException e) {
            obstacle = Optional.of(String.valueOf(e.getMessage()));
        }
        return new Disk(folder, obstacle);
    }

    Path path() {
        return folder.path();
    }

    /** Why it cannot be filled; empty where it can. */
    Optional<String> obstacle() {
        return obstacle;
    }

    /** Leaves no byte free. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.size(filler) == 0) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    @Override
    public void close() {
        unmount();
        AtExit.remove(end);
        folder.close();
    }

    private void unmount() {
        if (obstacle.isEmpty()) {
            Shell.tryTo("umount", "--lazy", folder.path().toString());
        }
    }
}
