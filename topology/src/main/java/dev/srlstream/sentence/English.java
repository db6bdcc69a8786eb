package dev.srlstream.sentence;

import dev.srlstream.event.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import opennlp.tools.postag.POSModel;
import opennlp.tools.tokenize.ThreadSafeTokenizerME;
import opennlp.tools.tokenize.TokenizerModel;

/** Words and predicates of English text, by OpenNLP's models of the English Web Treebank. Safe from any thread. */
final class English {
    /** Resources of opennlp-models-tokenizer-en and opennlp-models-pos-en, which carry the models' own version. */
    static final String TOKENIZER = "/opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin";

    static final String TAGGER = "/opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";

    private final PennTokenizer tokenizer;
    private final PredicateFinder predicateFinder;

    private English(TokenizerModel tokenizer, POSModel tagger) {
        this.tokenizer = new PennTokenizer(new ChunkTokenizer(new ThreadSafeTokenizerME(tokenizer)));
        ThreadLocal<GreedyTagger> taggers = ThreadLocal.withInitial(() -> new GreedyTagger(tagger));
        this.predicateFinder = new PredicateFinder(words -> taggers.get().tag(words));
    }

    /** @throws UncheckedIOException when the class path lacks a model */
    static English load() {
        try (InputStream tokenizer = open(TOKENIZER);
                InputStream tagger = open(TAGGER)) {
            return new English(new TokenizerModel(tokenizer), new POSModel(tagger));
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

    List<Token> tokens(String text) {
        return tokenizer.tokenize(text);
    }

    /** @return indices into {@code words}, ascending */
    List<Integer> predicates(List<String> words) {
        return predicateFinder.find(words);
    }
}
