package dev.srlstream.reliability.load;

import dev.srlstream.event.SentenceEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The different sentences of a run, made up from a seed: most are labelled, with one or two predicates; some ask for no frames,
 * some bring only text, some are to be rejected, each sort of rejection among them.
 */
public final class Corpus {
    /** So many different ones. */
    public static final int SIZE = 400;

    private static final List<String> NOUNS = List.of(
            "chef", "pilot", "storm", "committee", "river", "Zoë", "naïve", "北京", "engineer", "letter", "🚂", "garden");
    private static final List<String> VERBS =
            List.of("opened", "gave", "watched", "repaired", "found", "carried", "praised", "left", "sold", "wrote");
    private static final List<String> TIMES = List.of("yesterday", "today", "slowly", "again", "there", "n't");

    private final List<Draft> drafts = new ArrayList<>();
    private final long seed;
    private final long begin = System.currentTimeMillis();

    public Corpus(long seed) {
        this.seed = seed;
        Random random = new Random(seed);
        for (int i = 0; i < SIZE; i++) {
            drafts.add(draft(i, random));
        }
    }

    private static Draft draft(int index, Random random) {
        return switch (index % 20) {
            case 0 -> Draft.NOTHING;
            case 1 -> new Draft(null, new byte[] {0, 1, 2, (byte) index});
            case 2 -> event(random, List.of(), List.of());
            case 3 -> event(random, words(random), List.of(99));
            // One row too long for the device, and one too long for any model.
            case 4 -> event(random, Collections.nCopies(index % 40 == 4 ? 80 : 600, "garden"), List.of(2));
            case 5, 6 -> event(random, words(random), List.of());
            case 7 -> textOnly(random);
            case 8, 9, 10 -> event(random, words(random), List.of(2, 8));
            default -> event(random, words(random), List.of(2));
        };
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>(List.of("The", any(NOUNS, random), any(VERBS, random), "the"));
        words.addAll(List.of(any(NOUNS, random), any(TIMES, random), "and", "she", any(VERBS, random), "it"));
        if (random.nextInt(4) == 0) {
            words.addAll(List.of("for", "the", any(NOUNS, random)));
        }
        words.add(".");
        return words;
    }

    private static Draft event(Random random, List<String> words, List<Integer> predicates) {
        return new Draft(
                SentenceEvent.newBuilder()
                        .setId("")
                        .setText(String.join(" ", words))
                        .setTokens(words)
                        .setPredicates(predicates)
                        .setAttributes(random.nextInt(5) == 0 ? Map.of("source", "made up") : Map.of())
                        .build(),
                null);
    }

    private static Draft textOnly(Random random) {
        String text = "The %s %s the %s %s."
                .formatted(any(NOUNS, random), any(VERBS, random), any(NOUNS, random), any(TIMES, random));
        return new Draft(SentenceEvent.newBuilder().setId("").setText(text).build(), null);
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    public Draft draft(int index) {
        return drafts.get(index);
    }

    /** Of the record with a number; some have none. */
    public static byte @Nullable [] key(long number) {
        return number % 3 == 0 ? null : ("key " + number % 7).getBytes(StandardCharsets.UTF_8);
    }

    /** Of the record with a number, in milliseconds: soon after this was made, or brokers would delete it. */
    public long timestamp(long number) {
        return begin + number % 1_009;
    }

    /** Which of the sentences is published under a number. */
    public int index(long number) {
        // Mixed as splitmix64 does, so that neighbours differ.
        long mixed = (number + seed) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), SIZE);
    }
}
