package dev.srlstream.inference;

import dev.srlstream.event.Token;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.EngineEvents.CanaryLearnt;
import dev.srlstream.log.service.EngineEvents.CanaryRepeated;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.wordpiece.Encoding;
import dev.srlstream.wordpiece.WordpieceEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A known sentence that goes through the device now and then, in batches with all others: after a fault, a device can go on to answer,
 * only wrongly. Its labels must stay what they were at the start. Until it has learnt them it objects to nothing. Owned by the engine; safe from
 * any thread.
 */
final class Canary {
    private static final EventLog LOG = EventLog.of(Canary.class);

    /** Ordinary words, of which any model that was trained is sure. */
    private static final List<String> WORDS = List.of(
            "The", "teacher", "gave", "the", "children", "a", "book", "before", "they", "left", "the", "school", ".");

    private static final List<Integer> PREDICATES = List.of(2, 9);

    private final Sentence sentence;
    private final Encoding encoding;
    private final List<WordpieceRow> rows;
    private final List<String> labels;
    private final AtomicBoolean learning = new AtomicBoolean();
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    /** By row: those of all jobs share the arrays of one encoding, so they are equal. */
    private volatile Map<WordpieceRow, KnownLabels> known = Map.of();

    private volatile Instant sound = Instant.now();
    private @Nullable Job last;

    private Canary(Sentence sentence, WordpieceEncoder encoder, List<String> labels) {
        this.sentence = sentence;
        this.encoding =
                encoder.encode(sentence.tokens().stream().map(Token::getText).toList());
        this.rows = new Job(sentence, encoding, false)
                .rows().stream().map(Row::wordpieces).toList();
        this.labels = labels;
    }

    /**
     * @param positions the longest row that the model takes, in wordpieces
     * @param labels names of labels, by their index
     */
    static Canary of(WordpieceEncoder encoder, int positions, List<String> labels) {
        Canary usual = new Canary(sentence(WORDS, PREDICATES), encoder, labels);
        return usual.encoding.ids().length <= positions
                ? usual
                : new Canary(sentence(List.of("a"), List.of(0)), encoder, labels);
    }

    private static Sentence sentence(List<String> words, List<Integer> predicates) {
        List<Token> tokens =
                words.stream().map(word -> new Token(word, -1, -1, -1, -1)).toList();
        return new Sentence("canary", String.join(" ", words), tokens, predicates, Map.of());
    }

    /** What is to go through the device. */
    List<WordpieceRow> rows() {
        return rows;
    }

    /** Whether it falls to the caller, who is the first to ask, to have the canary {@link #learn}. */
    boolean isToLearn() {
        return learning.compareAndSet(false, true);
    }

    boolean hasLearnt() {
        return !known.isEmpty();
    }

    /**
     * Takes what the device says now for right.
     *
     * @param probabilities for {@link #rows}
     * @throws EngineDeadException when they are not finite
     */
    void learn(List<float[]> probabilities) {
        Map<WordpieceRow, KnownLabels> learnt = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            KnownLabels ofRow = new KnownLabels(probabilities.get(i), labels);
            Optional<String> fault = ofRow.difference(probabilities.get(i));
            if (fault.isPresent()) {
                throw death(fault.get());
            }
            learnt.put(rows.get(i), ofRow);
        }
        LOG.log(new CanaryLearnt(
                rows.stream().mapToInt(row -> row.ids().length).sum(),
                learnt.values().stream().mapToInt(KnownLabels::count).sum()));
        sound = Instant.now();
        known = learnt;
    }

    /** How the device answered for the known sentence, where that is among the rows, otherwise than it did at the start. */
    Optional<String> difference(List<WordpieceRow> among, List<float[]> probabilities) {
        Map<WordpieceRow, KnownLabels> learnt = known;
        for (int i = 0; i < among.size() && !learnt.isEmpty(); i++) {
            KnownLabels ofRow = learnt.get(among.get(i));
            Optional<String> difference = ofRow == null ? Optional.empty() : ofRow.difference(probabilities.get(i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** Rows for the next batch; empty while those before them are on their way, or nothing has been learnt. Called by one thread. */
    Optional<List<Row>> next() {
        if (!hasLearnt() || (last != null && !last.isDone())) {
            return Optional.empty();
        }
        Job next = new Job(sentence, encoding, false);
        Instant sent = Instant.now();
        next.whenDone(labelled -> {
            if (labelled) {
                passed.incrementAndGet();
                sound = sent;
            }
        });
        last = next;
        return Optional.of(next.rows());
    }

    /** A batch was wrong for the known sentence, but the device is right where it computes that alone. */
    void repeat(String difference) {
        repeated.incrementAndGet();
        LOG.log(new CanaryRepeated(difference));
    }

    CanaryChecks checks() {
        return new CanaryChecks(passed.get(), repeated.get());
    }

    EngineDeadException death(String difference) {
        return new EngineDeadException(
                ("The inference engine died: the device computes a known sentence otherwise than it should (%s); what it has labelled since %s may be wrong."
                                + " Look for faults of the device (nvidia-smi -q and the kernel's log for a GPU, a memory test for a processor) before anything runs on it again.")
                        .formatted(difference, sound.truncatedTo(ChronoUnit.SECONDS)));
    }
}
