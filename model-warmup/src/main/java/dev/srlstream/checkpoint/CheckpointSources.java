package dev.srlstream.checkpoint;

import dev.srlstream.archive.TarHead;
import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.ShardIndex;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.UnservableCheckpointException;
import dev.srlstream.weights.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which files a checkpoint is read from. A file that the operator names comes first, then one inside the checkpoint,
 * then one beside it, and last one that another checkpoint lends. Opening, the cache's key, comparison and repair all ask
 * here. A list of files at one moment: safe for any thread.
 */
public final class CheckpointSources {
    private static final Set<FileKind> WEIGHTS = EnumSet.of(FileKind.ZIP, FileKind.LEGACY_TORCH, FileKind.SAFETENSORS);

    private final CheckpointPaths paths;
    private final CheckpointPaths lender;
    private final Optional<ModelDirectory> directory;

    private CheckpointSources(CheckpointPaths paths, CheckpointPaths lender, Optional<ModelDirectory> directory) {
        this.paths = paths;
        this.lender = lender;
        this.directory = directory;
    }

    /**
     * Looks at what is on disk now.
     *
     * @throws UnservableCheckpointException when the model is not there, or its directory may mean several models
     */
    public static CheckpointSources of(CheckpointPaths paths) throws CheckpointException, IOException {
        return of(paths, CheckpointPaths.of(paths.model()));
    }

    /** @param lender another checkpoint's paths: the files named there are taken for what this one says nowhere */
    static CheckpointSources of(CheckpointPaths paths, CheckpointPaths lender) throws CheckpointException, IOException {
        Path model = paths.model();
        if (!Files.exists(model)) {
            throw new UnservableCheckpointException(model + " does not exist.");
        }
        if (!Files.isReadable(model)) {
            throw new UnservableCheckpointException(model + " may not be read by this user.");
        }
        return new CheckpointSources(paths, lender, directory(model));
    }

    private static Optional<ModelDirectory> directory(Path model) throws CheckpointException, IOException {
        if (Files.isDirectory(model)) {
            return Optional.of(ModelDirectory.of(model));
        }
        String name = String.valueOf(model.getFileName());
        if (ShardIndex.isOneOfSeveral(name)) {
            throw new UnservableCheckpointException(model
                    + " is one of several shards, which make the weights together: name their folder, in which the"
                    + " index (.index.json) lists them.");
        }
        boolean inside = Files.isRegularFile(model)
                && ModelDirectory.isAround(model)
                && (WeightsName.isIndex(model.toString()) || WEIGHTS.contains(kind(model)));
        return inside ? Optional.of(ModelDirectory.around(model)) : Optional.empty();
    }

    /** Of the folder or file that the checkpoint is, and of its audit. */
    public String name() {
        return directory.map(ModelDirectory::name).orElse(ModelDirectory.name(paths.model()));
    }

    /** Every file on disk that can have a say in what the checkpoint is, by its role, in a fixed order. */
    public Map<String, Path> files() {
        Map<String, Path> byRole = new TreeMap<>();
        if (directory.isEmpty()) {
            add(byRole, "model", paths.model());
        }
        add(byRole, "vocabulary", paths.vocabulary());
        add(byRole, "bert config", paths.bertConfig());
        add(byRole, "labels", paths.labels());
        directory.ifPresent(found -> found.files()
                .forEach(file -> add(byRole, "inside " + found.root().relativize(file), file)));
        for (CompanionFile companion : CompanionFile.values()) {
            add(byRole, "beside " + companion.path(), beside().resolve(companion.path()));
        }
        return byRole;
    }

    /**
     * Opens the weights, and reads the files that lie inside the checkpoint.
     *
     * @param scratch existing directory for the weights of an archive
     */
    CheckpointFiles read(Path scratch) throws CheckpointException, IOException {
        return directory.isPresent() ? directory.get().read() : file(paths.model(), scratch);
    }

    /** @param files what {@link #read} gave */
    Companions companions(CheckpointFiles files) {
        return new Companions(paths, lender, files, beside());
    }

    /** The folder that the archive, the directory or the weights lie in. */
    private Path beside() {
        Path place = directory.map(ModelDirectory::root).orElse(paths.model());
        Path absolute = place.toAbsolutePath().normalize();
        return Optional.ofNullable(absolute.getParent()).orElse(absolute);
    }

    private static void add(Map<String, Path> byRole, String role, @Nullable Path file) {
        if (file != null && Files.isRegularFile(file)) {
            byRole.put(role, file);
        }
    }

    private static CheckpointFiles file(Path model, Path scratch) throws CheckpointException, IOException {
        if (!Files.isRegularFile(model)) {
            throw new CheckpointException(
                    model + " is no regular file; write what it gives into one, as it is read more than once.");
        }
        FileKind kind = kind(model);
        return switch (kind) {
            case GZIP, TAR -> TarArchive.read(model, kind, scratch);
            case ZIP, LEGACY_TORCH, SAFETENSORS, DAMAGED_SAFETENSORS -> BareWeights.read(model);
            default ->
                throw new CheckpointException(model + " is " + kind.description(String.valueOf(model.getFileName()))
                        + "; expected is an AllenNLP archive (tar.gz), a directory with config.json and"
                        + " weights.th, or bare weights.");
        };
    }

    private static FileKind kind(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return TarHead.kind(in.readNBytes(FileKind.HEAD_BYTES));
        }
    }
}
