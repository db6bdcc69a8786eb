package dev.srlstream.conll;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.input.LineId;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.SentenceLine;
import dev.srlstream.input.SentenceSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sentences of a CoNLL-2012 file with their words and predicates, to be labelled; the file's own roles are left out. */
public final class GoldSentences implements SentenceSource {
    private final GoldLines lines;
    private final GoldReader reader;
    private long number;

    /** @param stream UTF-8 */
    public GoldSentences(InputStream stream) {
        lines = new GoldLines(stream);
        reader = new Conll2012Reader(lines);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public @Nullable SentenceLine next() throws IOException, MalformedLineException {
        try {
            GoldSentence sentence = reader.next();
            if (sentence == null) {
                return null;
            }
            number = lines.number() - sentence.tokens().size() + 1;
            return line(sentence.id(), sentence.text(), sentence.tokens(), sentence.predicates());
        } catch (MalformedGoldException e) {
            number = e.line();
            throw new MalformedLineException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A sentence as it is published.
     *
     * @param text null for the words with spaces in between
     * @param predicates null where the file does not say which words are predicates
     */
    static SentenceLine line(
            String id, @Nullable String text, List<String> tokens, @Nullable List<Integer> predicates) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
        if (text != null) {
            json.put("text", text);
        }
        ArrayNode words = json.putArray("tokens");
        tokens.forEach(words::add);
        if (predicates != null) {
            ArrayNode indices = json.putArray("predicates");
            predicates.forEach(indices::add);
        }
        return new SentenceLine(new LineId(id, false), json);
    }
}
