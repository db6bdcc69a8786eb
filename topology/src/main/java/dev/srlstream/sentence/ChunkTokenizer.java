package dev.srlstream.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import opennlp.tools.tokenize.Tokenizer;
import opennlp.tools.tokenize.WhitespaceTokenizer;
import opennlp.tools.util.Span;

/**
 * OpenNLP's tokens of a text. What stands between white space is tokenised without a look at its neighbours, and texts consist
 * of the same few thousand such chunks again and again: their tokens are remembered, as asking the model about every
 * character is most of the work. As safe from several threads as the tokenizer that it was given.
 */
final class ChunkTokenizer {
    /** Some megabytes at most. Common chunks are soon back after all have been forgotten. */
    private static final int MOST_CHUNKS = 10_000;

    private static final int LONGEST_CHUNK = 40;

    private final Tokenizer tokenizer;
    private final Map<String, Span[]> known = new ConcurrentHashMap<>();

    ChunkTokenizer(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    List<Span> tokenize(String text) {
        List<Span> tokens = new ArrayList<>();
        for (Span chunk : WhitespaceTokenizer.INSTANCE.tokenizePos(text)) {
            Span[] parts = parts(text.substring(chunk.getStart(), chunk.getEnd()));
            for (Span part : parts) {
                tokens.add(new Span(part, chunk.getStart()));
            }
        }
        return tokens;
    }

    private Span[] parts(String chunk) {
        if (chunk.length() > LONGEST_CHUNK) {
            return tokenized(chunk);
        }
        Span[] parts = known.get(chunk);
        if (parts == null) {
            parts = tokenized(chunk);
            if (known.size() >= MOST_CHUNKS) {
                known.clear();
            }
            known.put(chunk, parts);
        }
        return parts;
    }

    /** OpenNLP looks at UTF-16 code units, so it can part the two of one character. */
    private Span[] tokenized(String chunk) {
        List<Span> whole = new ArrayList<>();
        for (Span part : tokenizer.tokenizePos(chunk)) {
            int last = whole.size() - 1;
            if (last >= 0
                    && part.getStart() == whole.get(last).getEnd()
                    && CodePoints.isInsideOne(chunk, part.getStart())) {
                whole.set(last, new Span(whole.get(last).getStart(), part.getEnd()));
            } else {
                whole.add(part);
            }
        }
        return whole.toArray(Span[]::new);
    }
}
