package dev.srlstream.checkpoint;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a training had come when it saved its weights, as AllenNLP writes it into the file's name. A state that was saved
 * at the end of an epoch is newer than one of the same epoch with a time, although AllenNLP up to 2.0 resumes from the latter.
 *
 * @param epochs that were completed
 * @param position in the epoch that was not: batches, or the digits of a point in time; zero at its beginning
 */
record TrainingState(long epochs, long position) implements Comparable<TrainingState> {
    /** AllenNLP 2.1 and newer: completed epochs, and batches of the next. */
    private static final Pattern BATCHES = Pattern.compile("model_state_e(\\d{1,9})_b(\\d{1,18})\\.th");

    /** Before: the epoch, counted from zero, that had ended, or that was going on at a time. */
    private static final Pattern EPOCH =
            Pattern.compile("model_state_epoch_(\\d{1,9})(?:\\.(\\d{4}(?:-\\d{2}){5}))?\\.th");

    private static final Comparator<TrainingState> ORDER =
            Comparator.comparingLong(TrainingState::epochs).thenComparingLong(TrainingState::position);

    /** Nothing when the name is no state's: {@code training_state_…} is the optimiser's, {@code …_w0.th} a shard. */
    static Optional<TrainingState> of(String name) {
        Matcher batches = BATCHES.matcher(name);
        if (batches.matches()) {
            return Optional.of(new TrainingState(Long.parseLong(batches.group(1)), Long.parseLong(batches.group(2))));
        }
        Matcher epoch = EPOCH.matcher(name);
        if (!epoch.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(epoch.group(1));
        return Optional.of(
                epoch.group(2) == null
                        ? new TrainingState(number + 1, 0)
                        : new TrainingState(
                                number, Long.parseLong(epoch.group(2).replace("-", ""))));
    }

    @Override
    public int compareTo(TrainingState other) {
        return ORDER.compare(this, other);
    }
}
