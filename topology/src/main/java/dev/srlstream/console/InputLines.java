package dev.srlstream.console;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a UTF-8 stream, blank ones left out, without ever holding more than the longest allowed. Owned by one thread. */
public final class InputLines {
    /** In bytes: room for a sentence of the greatest accepted length, escaped, with its tokens. */
    private static final int LONGEST = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final InputStream stream;
    private long number;

    public InputLines(InputStream stream) {
        this.stream = new BufferedInputStream(stream);
    }

    /** The number of the line read last, from 1. */
    public long number() {
        return number;
    }

    /**
     * The next line that is not blank, without its end; null at the end of the stream.
     *
     * @throws MalformedLineException when it is too long or not in UTF-8; the next call goes on behind it
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
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = stream.read();
        if (next < 0) {
            return null;
        }
        number++;
        boolean tooLong = false;
        for (; next >= 0 && next != '\n'; next = stream.read()) {
            tooLong |= line.size() == LONGEST;
            if (!tooLong) {
                line.write(next);
            }
        }
        if (tooLong) {
            throw new MalformedLineException("This is longer than %,d bytes.".formatted(LONGEST));
        }
        String text = decode(line.toByteArray());
        int begin = number == 1 && text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        int end = text.length();
        return text.substring(begin, end > begin && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    /** Strictly: a file in another encoding would be labelled as if its letters were missing. */
    private static String decode(byte[] line) throws MalformedLineException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedLineException("This is not UTF-8; convert the input, for example with iconv.");
        }
    }
}
