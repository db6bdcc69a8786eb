package dev.srlstream.compare;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.weights.CheckpointException;
import dev.srlstream.weights.UnservableCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the second checkpoint of a comparison. What lies inside or beside it is its own and counts; where it lacks
 * something, as AllenNLP archives lack the wordpiece vocabulary, the file that was named for the first one is taken.
 */
public final class Borrowing {
    private final List<String> borrowed = new ArrayList<>();
    private final Path against;

    private Borrowing(Path against) {
        this.against = against;
    }

    /**
     * An archive that lacks something is unpacked twice.
     *
     * @param lender paths of the first checkpoint
     * @throws CheckpointException as {@link ServedCheckpoint#open}
     * @throws IOException as {@link ServedCheckpoint#open}
     */
    public static ServedCheckpoint open(Path against, CheckpointPaths lender, Terms terms, Path scratch)
            throws CheckpointException, IOException {
        try {
            return ServedCheckpoint.open(CheckpointPaths.of(against), terms, scratch);
        } catch (UnservableCheckpointException incomplete) {
            var borrowing = new Borrowing(against);
            var paths = new CheckpointPaths(
                    against,
                    borrowing.borrow("vocab.txt", lender.vocabulary()),
                    borrowing.borrow("bert_config.json", lender.bertConfig()),
                    borrowing.borrow("vocabulary/labels.txt", lender.labels()));
            if (borrowing.borrowed.isEmpty()) {
                throw incomplete;
            }
            return ServedCheckpoint.open(paths, terms, scratch, borrowing.borrowed);
        }
    }

    private @Nullable Path borrow(String name, @Nullable Path lent) {
        Path beside = Optional.ofNullable(against.toAbsolutePath().normalize().getParent())
                .orElse(against.toAbsolutePath());
        boolean own = Files.isRegularFile(against.resolve(name)) || Files.isRegularFile(beside.resolve(name));
        if (lent == null || own) {
            return null;
        }
        borrowed.add(name);
        return lent;
    }
}
