package dev.srlstream.conll;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of labelled files. */
public enum GoldFormat {
    CONLL_2012("CoNLL-2012"),
    CONLL_2005("CoNLL-2005"),
    JSONL("JSON lines");

    /** How an object of JSON begins; a word of columns can be a brace. */
    private static final Pattern JSON = Pattern.compile("\\{\\s*([\"}'].*)?");

    private final String title;

    GoldFormat(String title) {
        this.title = title;
    }

    /** As people write it. */
    public String title() {
        return title;
    }

    /**
     * A labelled file and what it was found to be.
     *
     * @param reader of its sentences
     */
    public record Opened(GoldFormat format, GoldReader reader) {}

    /**
     * Begins to read a file.
     *
     * @param format null where the first line is to tell
     * @param stream UTF-8, which may be compressed with gzip
     * @throws MalformedGoldException when the first line is of no such format, or cannot be read
     */
    public static Opened open(@Nullable GoldFormat format, InputStream stream)
            throws IOException, MalformedGoldException {
        GoldLines lines = new GoldLines(Unpacked.of(stream));
        String first = lines.peek();
        GoldFormat looksLike = of(first);
        if (first != null && format != null && (format == JSONL) != (looksLike == JSONL)) {
            throw new MalformedGoldException(
                    lines.nextNumber(),
                    "This is no line of " + format.title + ", and looks like " + looksLike.title + ".");
        }
        GoldFormat its = format == null ? looksLike : format;
        GoldReader reader =
                switch (its) {
                    case CONLL_2012 -> new Conll2012Reader(lines);
                    case CONLL_2005 -> new Conll2005Reader(lines);
                    case JSONL -> new GoldJsonReader(lines);
                };
        return new Opened(its, reader);
    }

    private static GoldFormat of(@Nullable String line) {
        if (line == null || JSON.matcher(line.strip()).matches()) {
            return JSONL;
        }
        boolean documents = line.startsWith("#begin document");
        return documents || Conll2012Reader.fits(List.of(line.strip().split("\\s+"))) ? CONLL_2012 : CONLL_2005;
    }
}
