package dev.srlstream.checkpoint;

import dev.srlstream.refusal.UnservableCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A repository in the cache of Hugging Face's hub: {@code snapshots/HASH} with links into {@code blobs}. */
final class HubCache {
    private static final String SNAPSHOTS = "snapshots";
    private static final int NAMED = 3;

    private HubCache() {}

    /**
     * The one snapshot that is there; nothing where the directory is no repository of such a cache.
     *
     * @throws UnservableCheckpointException when there are several
     */
    static Optional<Path> snapshot(Path directory) throws UnservableCheckpointException, IOException {
        Path snapshots = directory.resolve(SNAPSHOTS);
        if (!Files.isDirectory(snapshots) || !Files.isReadable(snapshots)) {
            return Optional.empty();
        }
        List<Path> folders = ModelDirectory.folders(snapshots);
        if (folders.size() > 1) {
            throw new UnservableCheckpointException(directory + " is a hub's cache with " + folders.size()
                    + " snapshots of one model, "
                    + folders.stream()
                            .limit(NAMED)
                            .map(folder -> String.valueOf(folder.getFileName()))
                            .collect(Collectors.joining(" and "))
                    + "; name the one that is meant, such as " + folders.get(0) + ".");
        }
        return folders.stream().findFirst();
    }
}
