package dev.srlstream.checkpoint;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.refusal.UnservableCheckpointException;
import dev.srlstream.weights.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says why an archive or directory has no weights: what is closest to them there, and what to do about it. */
final class MissingWeights {
    private static final Set<FileKind> WEIGHTS = EnumSet.of(FileKind.ZIP, FileKind.LEGACY_TORCH, FileKind.SAFETENSORS);
    private static final String PICKLE = "data.pkl";
    private static final int MAX_ENTRIES = 1000;
    private static final int MAX_DEPTH = 5;
    private static final int MAX_FOLDERS = 500;

    private MissingWeights() {}

    /** @param members paths of the files in the archive */
    static CheckpointException in(String archive, Collection<String> members) {
        for (String member : members.stream().sorted().toList()) {
            String file = member.substring(member.lastIndexOf('/') + 1);
            Optional<String> similar = SimilarFile.explain(file);
            if (similar.isPresent()) {
                return refused(archive, Printable.excerpt(member) + " in it " + similar.get());
            }
        }
        return refused(archive, members.isEmpty() ? "it is empty" : expected());
    }

    /** Looks into the directory and the folders in it. */
    static CheckpointException in(Path directory) throws IOException {
        Path shown = directory.toString().isEmpty() ? directory.toAbsolutePath() : directory;
        List<Path> entries = ModelDirectory.list(directory);
        if (entries.isEmpty()) {
            return refused(shown.toString(), "it is empty");
        }
        if (entries.stream().anyMatch(entry -> entry.endsWith(PICKLE))) {
            return refused(shown.toString(), unzipped(shown));
        }
        // What has the name of weights and is none explains more than another file that may hold some.
        List<Path> closestFirst = entries.stream()
                .sorted(Comparator.comparing((Path entry) -> !isNamedAsWeights(entry)))
                .limit(MAX_ENTRIES)
                .toList();
        for (Path entry : closestFirst) {
            Optional<String> closest = closest(entry);
            if (closest.isPresent()) {
                return refused(shown.toString(), Printable.excerpt(entry.toString()) + " " + closest.get());
            }
        }
        return refused(shown.toString(), deeper(entries).orElseGet(MissingWeights::expected));
    }

    private static Optional<String> closest(Path entry) throws IOException {
        String name = String.valueOf(entry.getFileName());
        if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
            return Optional.of("is a link to "
                    + Printable.excerpt(Files.readSymbolicLink(entry).toString())
                    + ", where there is no file: fetch that file, or put it in place of the link");
        }
        if (!Files.isReadable(entry)) {
            return Optional.of("may not be read by this user");
        }
        if (Files.isDirectory(entry)) {
            return unzippedFolder(entry);
        }
        if (isNamedAsWeights(entry)) {
            return Optional.of("is no regular file; write what it gives into one");
        }
        Optional<String> similar = SimilarFile.explain(name);
        return similar.isEmpty() && Files.isRegularFile(entry) && WEIGHTS.contains(kind(entry))
                ? Optional.of("is " + kind(entry).description(name) + ": if it holds the weights, name it with --model")
                : similar;
    }

    private static boolean isNamedAsWeights(Path entry) {
        return WeightsName.of(String.valueOf(entry.getFileName())).isPresent();
    }

    /** Weights that somebody unzipped, and that kept their name or that of the folder in them. */
    private static Optional<String> unzippedFolder(Path folder) throws IOException {
        for (Path inner : ModelDirectory.list(folder)) {
            if (inner.endsWith(PICKLE)) {
                return Optional.of("holds data.pkl: " + unzipped(folder));
            }
            if (Files.isRegularFile(inner.resolve(PICKLE))) {
                return Optional.of(
                        "holds " + Printable.excerpt(inner.getFileName() + "/data.pkl") + ": " + unzipped(inner));
            }
        }
        return isNamedAsWeights(folder) ? Optional.of("is a folder and not a file") : Optional.empty();
    }

    /** @param folder with {@code data.pkl}; torch wants it as the one folder in the zip */
    private static String unzipped(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return "a torch file was unzipped here; zip it again without compression, with (cd "
                + Printable.excerpt(String.valueOf(absolute.getParent())) + " && zip -0 -r -D weights.zip "
                + Printable.excerpt(String.valueOf(absolute.getFileName())) + "), and call the zip weights.th";
    }

    /** The first folder below, by breadth, that would do as a model's directory. */
    private static Optional<String> deeper(List<Path> entries) throws IOException {
        Deque<Path> folders = new ArrayDeque<>(entries);
        for (int seen = 0; seen < MAX_FOLDERS && !folders.isEmpty(); ) {
            Path folder = folders.remove();
            if (!Files.isDirectory(folder) || !Files.isReadable(folder) || Files.isSymbolicLink(folder)) {
                continue;
            }
            seen++;
            for (Path entry : ModelDirectory.list(folder)) {
                String name = String.valueOf(entry.getFileName());
                if (Files.isRegularFile(entry) && WeightsName.of(name).isPresent()) {
                    return Optional.of(Printable.excerpt(entry.toString()) + " lies deeper: name the folder "
                            + Printable.excerpt(folder.toString()));
                }
                if (folder.getNameCount() - entries.get(0).getNameCount() < MAX_DEPTH) {
                    folders.add(entry);
                }
            }
        }
        return Optional.empty();
    }

    private static FileKind kind(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return FileKind.of(in.readNBytes(FileKind.HEAD_BYTES));
        }
    }

    private static String expected() {
        return "an AllenNLP archive has config.json, weights.th and vocabulary/ at its root or in one folder";
    }

    private static CheckpointException refused(String container, String closest) {
        return new UnservableCheckpointException(
                container + " holds no " + WeightsName.ALL + "; " + closest.replaceFirst("\\.$", "") + ".");
    }
}
