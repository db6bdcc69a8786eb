package dev.srlstream.conll;

import dev.srlstream.input.InputLines;
import dev.srlstream.input.MalformedLineException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a labelled file that are not blank, with a look at the next one. Owned by one thread. */
final class GoldLines {
    private final InputLines lines;
    private long number;
    private @Nullable String ahead;
    private boolean looked;

    GoldLines(InputStream stream) {
        this.lines = new InputLines(stream);
    }

    /** The number of the line taken last, from 1; 0 before the first. */
    long number() {
        return number;
    }

    /** The next line, which stays; null at the end. */
    @Nullable
    String peek() throws IOException, MalformedGoldException {
        if (!looked) {
            try {
                ahead = lines.next();
                looked = true;
            } catch (MalformedLineException e) {
                number = lines.number();
                throw new MalformedGoldException(number, String.valueOf(e.getMessage()));
            }
        }
        return ahead;
    }

    /** Takes the next line; null at the end. */
    @Nullable
    String take() throws IOException, MalformedGoldException {
        String line = peek();
        looked = false;
        number = lines.number();
        return line;
    }

    /** The number of the line that was looked at. */
    long nextNumber() {
        return lines.number();
    }

    /** Whether blank lines, which end a sentence, stand before the line that was looked at. */
    boolean isApart() {
        return lines.number() > number + 1;
    }

    /** Passes over what is left of a sentence that cannot be read. */
    void skipToBlankLine() throws IOException {
        boolean more = true;
        while (more) {
            try {
                more = peek() != null && !isApart();
                if (more) {
                    take();
                }
            } catch (MalformedGoldException e) {
                more = true; // Part of what is passed over.
            }
        }
    }
}
