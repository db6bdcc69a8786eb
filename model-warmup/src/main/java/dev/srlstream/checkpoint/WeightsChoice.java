package dev.srlstream.checkpoint;

import dev.srlstream.refusal.Printable;
import dev.srlstream.refusal.UnservableCheckpointException;
import java.util.List;
import java.util.Optional;

/** Decides which of several files are the weights, by their names alone; never by guessing. */
final class WeightsChoice {
    private WeightsChoice() {}

    /**
     * The weights that are meant; nothing when there are none.
     *
     * @param container archive or directory, for messages
     * @throws UnservableCheckpointException when several may be meant
     */
    static Optional<WeightsCandidate> of(List<WeightsCandidate> candidates, String container)
            throws UnservableCheckpointException {
        List<WeightsCandidate> contenders = WeightsCandidate.contenders(candidates);
        if (contenders.size() > 1) {
            throw new UnservableCheckpointException(container + " holds two models, "
                    + Printable.excerpt(contenders.get(0).path()) + " and "
                    + Printable.excerpt(contenders.get(1).path())
                    + "; only one can be meant: have that one alone in a directory, and name the directory.");
        }
        return contenders.stream().findFirst();
    }
}
