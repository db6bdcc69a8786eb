package dev.srlstream.benchmarks.parts;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.quickstart.QuickstartFiles;
import dev.srlstream.quickstart.Sentences;
import dev.srlstream.quickstart.TemporaryFolder;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.sentence.SentenceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** What the parts are measured on: the bundled checkpoint's vocabulary, and the demo's sentences. */
public final class Samples {
    /** Labels of OntoNotes' size: O and 65 roles, where the bundled checkpoint has 46. */
    public static final int LABELS = 130;

    private static final int MOST_CHARACTERS = 10_000;
    private static final int SENTENCES_IN_ONE = 3;

    /** By how much the wanted label's logit is above the others'. */
    private static final double SURE = 7;

    private Samples() {}

    /** The demo's sentences, of some nine words each, three in one: as long as those that models are trained on. */
    public static List<String> texts() {
        try {
            List<String> sentences =
                    Sentences.samples().stream().map(SentenceEvent::getText).toList();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i + SENTENCES_IN_ONE <= sentences.size(); i++) {
                texts.add(String.join(" and ", sentences.subList(i, i + SENTENCES_IN_ONE))
                        .replace(". and", ", and"));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@link #texts} as events that bring nothing else. */
    public static List<SentenceEvent> events() {
        return texts().stream()
                .map(text ->
                        SentenceEvent.newBuilder().setId("sample").setText(text).build())
                .toList();
    }

    /** {@link #texts} with their words and predicates. */
    public static List<Sentence> sentences() {
        SentenceReader reader = reader();
        return events().stream().map(event -> (Sentence) reader.read(event)).toList();
    }

    /** The service's reader of sentences. */
    public static SentenceReader reader() {
        return new SentenceReader(SentenceSettings.ofLength(MOST_CHARACTERS));
    }

    /** The bundled checkpoint's wordpieces. */
    public static List<String> vocabulary() {
        return bundled(Checkpoint::vocabulary);
    }

    /** {@link #LABELS} BIO tags in no particular order, O first, as label files have them. */
    public static List<String> labels() {
        List<String> labels = new ArrayList<>();
        labels.add("B-V");
        for (int role = 0; labels.size() < LABELS - 1; role++) {
            labels.add("B-ARG" + role);
            labels.add("I-ARG" + role);
        }
        Collections.shuffle(labels, new Random(1));
        labels.add(0, "O");
        return labels;
    }

    /**
     * Row-major {@code [wordpieces, LABELS]}: a softmax that is mostly sure of one label, along spans of some three wordpieces.
     *
     * @param labels {@link #labels}
     */
    public static float[] probabilities(List<String> labels, int wordpieces, Random random) {
        float[] probabilities = new float[wordpieces * LABELS];
        String tag = "O";
        for (int wordpiece = 0; wordpiece < wordpieces; wordpiece++) {
            tag = next(labels, tag, random);
            int begin = wordpiece * LABELS;
            double sum = 0;
            for (int label = 0; label < LABELS; label++) {
                double score =
                        Math.exp(random.nextGaussian() + (labels.get(label).equals(tag) ? SURE : 0));
                probabilities[begin + label] = (float) score;
                sum += score;
            }
            for (int label = 0; label < LABELS; label++) {
                probabilities[begin + label] /= (float) sum;
            }
        }
        return probabilities;
    }

    private static String next(List<String> labels, String tag, Random random) {
        String inside = "I" + tag.substring(1);
        if (random.nextInt(3) > 0) {
            return labels.contains(inside) ? inside : "O";
        }
        List<String> beginnings =
                labels.stream().filter(label -> label.startsWith("B")).toList();
        return beginnings.get(random.nextInt(beginnings.size()));
    }

    private static <T> T bundled(Function<Checkpoint, T> what) {
        var files = CheckpointPaths.of(QuickstartFiles.locate().checkpoint());
        try (TemporaryFolder folder = TemporaryFolder.create("srl-bench-");
                Checkpoint checkpoint = Checkpoint.open(files, folder.path())) {
            return what.apply(checkpoint);
        } catch (CheckpointException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
