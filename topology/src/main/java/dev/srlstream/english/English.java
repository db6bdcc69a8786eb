package dev.srlstream.english;

import dev.srlstream.english.tagger.Parameters;
import dev.srlstream.english.tagger.Tagger;
import dev.srlstream.english.tagger.VerbLexicon;
import dev.srlstream.english.tagger.WordKnowledge;
import dev.srlstream.english.tagger.WordVectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import opennlp.tools.postag.POSModel;

/** Words and predicates of English text. Safe from any thread. */
public final class English {
    /** Resource of opennlp-models-pos-en, which carries the model's own version. */
    static final String OPENNLP = "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";

    private static final String TAGGER = "/dev/srlstream/english/tagger.bin";
    private static final String VECTORS = "/dev/srlstream/english/vectors.bin";
    private static final String VERBS = "/dev/srlstream/english/verbs.txt";

    private final PennTokenizer tokenizer = new PennTokenizer();
    private final PredicateFinder predicates;

    private English(PredicateFinder predicates) {
        this.predicates = predicates;
    }

    /**
     * By the product's own tagger, with auxiliaries.
     *
     * @throws UncheckedIOException when the class path lacks a model
     */
    public static English load() {
        return load(PredicateTagger.LSTM, true);
    }

    /**
     * Loads what finds predicates.
     *
     * @param auxiliaries whether auxiliaries that go with another verb are predicates, too; OpenNLP's tagger cannot tell, and finds them
     * @throws UncheckedIOException when the class path lacks a model
     */
    public static English load(PredicateTagger tagger, boolean auxiliaries) {
        try {
            return new English(
                    switch (tagger) {
                        case LSTM -> new LstmPredicates(tagger(), auxiliaries);
                        case OPENNLP -> openNlp();
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tagger tagger() throws IOException {
        try (InputStream parameters = open(TAGGER)) {
            return new Tagger(Parameters.read(parameters), knowledge());
        }
    }

    /** What the product's tagger was trained with. */
    public static WordKnowledge knowledge() throws IOException {
        try (InputStream vectors = open(VECTORS);
                InputStream verbs = open(VERBS)) {
            return new WordKnowledge(WordVectors.read(vectors), VerbLexicon.read(verbs));
        }
    }

    private static PredicateFinder openNlp() throws IOException {
        try (InputStream stream = open(OPENNLP)) {
            POSModel model = new POSModel(stream);
            ThreadLocal<GreedyTagger> taggers = ThreadLocal.withInitial(() -> new GreedyTagger(model));
            return new OpenNlpPredicates(words -> taggers.get().tag(words));
        }
    }

    static InputStream open(String resource) throws IOException {
        InputStream stream = English.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException("The class path lacks " + resource + "; the installation is incomplete.");
        }
        return stream;
    }

    /** The words of a text in their order; each is a piece of it, and all that is not white space is in one. */
    public List<Span> words(String text) {
        return tokenizer.tokenize(text);
    }

    /** @return indices into {@code words}, ascending */
    public List<Integer> predicates(List<String> words) {
        return predicates.find(words);
    }
}
