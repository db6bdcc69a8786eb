package dev.srlstream.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a UTF-8 stream, blank ones left out, without ever holding more than the longest allowed. Owned by one thread. */
public final class InputLines {
    /** Room for a sentence of the greatest accepted length, escaped, with its tokens. */
    private static final int LONGEST = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Reader reader;
    private long number;

    public InputLines(InputStream stream) {
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The number of the line read last, from 1. */
    public long number() {
        return number;
    }

    /**
     * The next line that is not blank, without its end; null at the end of the stream.
     *
     * @throws MalformedLineException when it is too long; the next call goes on behind it
     */
    public @Nullable String next() throws IOException, MalformedLineException {
        while (true) {
            String line = read();
            if (line == null || !line.isBlank()) {
                return line;
            }
        }
    }

    private @Nullable String read() throws IOException, MalformedLineException {
        StringBuilder line = new StringBuilder();
        int character = reader.read();
        if (character < 0) {
            return null;
        }
        number++;
        if (number == 1 && character == BYTE_ORDER_MARK) {
            character = reader.read();
        }
        boolean tooLong = false;
        for (; character >= 0 && character != '\n'; character = reader.read()) {
            tooLong |= line.length() == LONGEST;
            if (!tooLong) {
                line.append((char) character);
            }
        }
        if (tooLong) {
            throw new MalformedLineException("This is longer than %,d characters.".formatted(LONGEST));
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
