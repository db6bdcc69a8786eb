package dev.srlstream.conll;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the columns of an input are, as its first lines tell. */
public enum ConllContent {
    CONLL_2012,
    CONLL_U,
    /** Something else, or nothing. */
    NONE;

    /** In bytes; comments may go before the first word. */
    private static final int LOOKED_AT = 1 << 16;

    private static final int TREE = 5;

    /** Looks at the lines up to the first that is no comment, which stay to be read; waits for no more than these. */
    public static ConllContent of(BufferedInputStream stream) throws IOException {
        stream.mark(LOOKED_AT);
        StringBuilder line = new StringBuilder();
        @Nullable ConllContent content = null;
        for (int i = 0; i < LOOKED_AT && content == null; i++) {
            int next = stream.read();
            if (next < 0 || next == '\n') {
                content = next < 0 && line.isEmpty() ? NONE : ofLine(line.toString());
                line.setLength(0);
            } else {
                // What tells the formats apart is ASCII.
                line.append((char) next);
            }
            if (next < 0) {
                break;
            }
        }
        stream.reset();
        return content == null ? NONE : content;
    }

    /** Null where the next line has to be looked at. */
    private static @Nullable ConllContent ofLine(String bytes) {
        String line = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .replaceFirst("^\ufeff", "")
                .stripTrailing();
        if (line.startsWith("#begin document")) {
            return CONLL_2012;
        }
        if (line.isEmpty() || line.startsWith("#")) {
            return null;
        }
        if (ConllUSentences.fits(line)) {
            return CONLL_U;
        }
        List<String> row = List.of(line.strip().split("\\s+"));
        return Conll2012Reader.fits(row) && RoleColumn.isBrackets(row.get(TREE)) ? CONLL_2012 : NONE;
    }
}
