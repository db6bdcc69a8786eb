package dev.srlstream.input;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The sentences of an input, one for each line that is not blank. Owned by one thread; the stream stays its opener's. */
public final class SentenceLines implements SentenceSource {
    private static final String RULE =
            " A line must be one JSON object for one sentence, such as {\"id\":\"1\",\"text\":\"She left.\"} or"
                    + " {\"id\":\"1\",\"tokens\":[\"She\",\"left\"],\"predicates\":[1]}";

    private final InputLines lines;
    private final LineFormat format;
    private boolean inPiece;
    private long told;

    /** @param format what a line may be; others are refused */
    public SentenceLines(InputStream stream, LineFormat format) {
        this.lines = new InputLines(stream);
        this.format = format;
    }

    @Override
    public long number() {
        return lines.number();
    }

    @Override
    public @Nullable SentenceLine next() throws IOException, MalformedLineException {
        String line = lines.next();
        if (line == null) {
            return null;
        }
        try {
            return sentence(line);
        } catch (RuntimeException | StackOverflowError e) {
            throw MalformedLineException.fault(e);
        }
    }

    private SentenceLine sentence(String line) throws MalformedLineException {
        if (format == LineFormat.TEXT) {
            return plain(line);
        }
        LineKind kind = LineKind.of(line);
        if (inPiece && kind == LineKind.TEXT && Character.isWhitespace(line.charAt(0))) {
            kind = LineKind.PIECE; // It goes on with what began before.
        }
        inPiece = kind == LineKind.PIECE;
        if (kind == LineKind.OBJECT) {
            return SentenceLine.parse(line, number());
        }
        if (kind == LineKind.TEXT && format == LineFormat.ANY) {
            return plain(line);
        }
        throw refused(kind);
    }

    private SentenceLine plain(String line) throws MalformedLineException {
        if (line.indexOf('\0') >= 0) {
            throw new MalformedLineException("This holds a NUL character, which no text does.");
        }
        return new SentenceLine(
                SentenceLine.numbered(number()),
                JsonNodeFactory.instance.objectNode().put("text", line));
    }

    /** An input of another kind has thousands of such lines: what a line must be is said once. */
    private MalformedLineException refused(LineKind kind) {
        if (told > 0) {
            return new MalformedLineException("This is not a JSON object either; see line " + told + ".");
        }
        told = number();
        return new MalformedLineException(
                kind.sentence() + RULE + (format == LineFormat.ANY ? ", or the text of one sentence." : "."));
    }
}
