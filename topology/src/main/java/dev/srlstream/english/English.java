package dev.srlstream.english;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import opennlp.tools.postag.POSModel;

/** Words and predicates of English text. Safe from any thread. */
public final class English {
    /** Resource of opennlp-models-pos-en, which carries the model's own version. */
    static final String TAGGER = "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";

    private final PennTokenizer tokenizer = new PennTokenizer();
    private final PredicateFinder predicateFinder;

    private English(POSModel tagger) {
        ThreadLocal<GreedyTagger> taggers = ThreadLocal.withInitial(() -> new GreedyTagger(tagger));
        this.predicateFinder = new PredicateFinder(words -> taggers.get().tag(words));
    }

    /** @throws UncheckedIOException when the class path lacks a model */
    public static English load() {
        try (InputStream tagger = open(TAGGER)) {
            return new English(new POSModel(tagger));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        return predicateFinder.find(words);
    }
}
