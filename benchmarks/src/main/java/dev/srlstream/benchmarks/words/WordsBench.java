package dev.srlstream.benchmarks.words;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.benchmarks.measure.Median;
import dev.srlstream.benchmarks.measure.Meter;
import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.conll.Unpacked;
import dev.srlstream.english.English;
import dev.srlstream.english.PredicateTagger;
import dev.srlstream.english.Span;
import dev.srlstream.english.training.Treebank;
import dev.srlstream.english.training.TreebankSentence;
import dev.srlstream.evaluation.Count;
import dev.srlstream.event.Token;
import dev.srlstream.input.InputFile;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.sentence.Sentence;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl bench words}: words and predicates of raw text against a treebank. */
@Command(
        name = "words",
        mixinStandardHelpOptions = true,
        description = {
            "Find words and predicates of English texts as the service does, and compare their places in the text with"
                    + " those of a treebank.",
            "Predicates are the words whose universal part of speech is VERB or AUX. VERB alone: auxiliaries are neither"
                    + " right nor wrong.",
            "Times are the processor's; the forward pass is BERT-base's with made-up weights, in fp32 on one core,"
                    + " for a sentence of the treebank and one predicate."
        })
public final class WordsBench implements Callable<Integer> {
    private static final int TIMED_PASSES = 5;
    private static final int FORWARD_SENTENCES = 60;
    private static final double MICROSECONDS = 1e6;

    @Option(
            names = "--gold",
            required = true,
            paramLabel = "FILE",
            description = "CoNLL-U with universal parts of speech and # text, also compressed with gzip.")
    private Path gold = Path.of("");

    @Option(
            names = "--tagger",
            paramLabel = "TAGGER",
            defaultValue = "LSTM",
            description = "As the setting sentence.tagger: lstm (default) or opennlp.")
    private PredicateTagger tagger = PredicateTagger.LSTM;

    @Option(names = "--no-forward", description = "Leave the forward pass out, which takes a minute.")
    private boolean noForward;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Invocation invocation;

    public WordsBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        List<TreebankSentence> sentences = read();
        English english = English.load(tagger, true);
        WordsScore score = new WordsScore();
        for (TreebankSentence sentence : sentences) {
            List<Span> words = english.words(sentence.text());
            score.add(sentence, words, english.predicates(forms(sentence.text(), words)));
        }
        double seconds = Median.of(IntStream.range(0, TIMED_PASSES).mapToDouble(pass -> seconds(english, sentences)));
        Double share = noForward ? null : seconds / ForwardPass.seconds(sample(sentences), invocation.environment());
        print(score, seconds, share);
        return ExitCode.OK;
    }

    private List<TreebankSentence> read() throws Exception {
        List<TreebankSentence> sentences;
        try (InputStream stream = Unpacked.of(InputFile.open(gold))) {
            sentences = Treebank.read(gold.toString(), stream);
        }
        if (!noForward && sentences.size() < FORWARD_SENTENCES) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "There are " + sentences.size() + " sentences in " + gold
                            + ", and the forward pass is measured over " + FORWARD_SENTENCES
                            + "; leave it out with --no-forward.");
        }
        return sentences;
    }

    private static List<String> forms(String text, List<Span> words) {
        return words.stream()
                .map(word -> text.substring(word.begin(), word.end()))
                .toList();
    }

    /** Processor time of one sentence, on the average. */
    private static double seconds(English english, List<TreebankSentence> sentences) {
        Meter meter = new Meter();
        for (TreebankSentence sentence : sentences) {
            english.predicates(forms(sentence.text(), english.words(sentence.text())));
        }
        return meter.lap().cpu() / sentences.size();
    }

    /** Sentences from all over the treebank, each with its first word as the predicate. */
    private static List<Sentence> sample(List<TreebankSentence> sentences) {
        return IntStream.range(0, FORWARD_SENTENCES)
                .mapToObj(i -> sentences.get((int) ((long) i * sentences.size() / FORWARD_SENTENCES)))
                .map(sentence -> new Sentence(
                        "bench",
                        sentence.text(),
                        sentence.words().stream()
                                .map(word -> new Token(word.form(), -1, -1, -1, -1))
                                .toList(),
                        List.of(0),
                        Map.of()))
                .toList();
    }

    private void print(WordsScore score, double seconds, @Nullable Double share) {
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.put("sentences", score.sentences());
            put(object.putObject("words"), score.words());
            put(object.putObject("predicates"), score.predicates());
            put(object.putObject("verbs"), score.verbs());
            object.put("withoutPredicatePercent", score.withoutAny());
            object.put("withoutVerbPercent", score.withoutVerb());
            object.put("microseconds", seconds * MICROSECONDS);
            if (share != null) {
                object.put("shareOfForward", share);
            }
            invocation.out().line(object.toString());
        } else {
            line("%-44s %8s %8s %8s", score.sentences() + " sentences", "P", "R", "F");
            row("words", score.words());
            row("predicates, VERB and AUX", score.predicates());
            row("VERB alone", score.verbs());
            line("%-44s %24.2f %%", "sentences with a predicate, none found", score.withoutAny());
            line("%-44s %24.2f %%", "sentences with a VERB, no VERB found", score.withoutVerb());
            line("%-44s %23.0f µs", "words and predicates of a sentence", seconds * MICROSECONDS);
            if (share != null) {
                line("%-44s %24.2f %%", "of BERT-base's forward pass", 100 * share);
            }
        }
        invocation.out().flush();
    }

    private void row(String name, Count count) {
        line("%-44s %8.2f %8.2f %8.2f", name, count.precision(), count.recall(), count.f1());
    }

    private void line(String format, Object... values) {
        invocation.out().line(String.format(Locale.ROOT, format, values));
    }

    private static void put(ObjectNode object, Count count) {
        object.put("precision", count.precision());
        object.put("recall", count.recall());
        object.put("f1", count.f1());
    }
}
