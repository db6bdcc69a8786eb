package dev.srlstream.input;

import dev.srlstream.wordpiece.PythonWhitespace;
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
    private final byte[] chunk = new byte[1 << 16];
    private int begin;
    private int end;
    private long number;

    public InputLines(InputStream stream) {
        this.stream = stream;
    }

    /** The number of the line read last, from 1. */
    public long number() {
        return number;
    }

    /**
     * The next line that is not blank, without its end and without a byte order mark before it; null at the end of the stream.
     *
     * @throws MalformedLineException when it is too long or not in UTF-8; the next call goes on behind it
     * @throws IOException when the stream cannot be read, or holds no text at all
     */
    public @Nullable String next() throws IOException, MalformedLineException {
        while (true) {
            String line = read();
            if (line == null || !PythonWhitespace.isBlank(line)) {
                return line;
            }
        }
    }

    private @Nullable String read() throws IOException, MalformedLineException {
        if (begin == end && !fill()) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean ended;
        do {
            int stop = begin;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            line.write(chunk, begin, Math.min(stop - begin, LONGEST + 1 - line.size()));
            ended = stop < end;
            begin = ended ? stop + 1 : stop;
        } while (!ended && fill());
        byte[] bytes = line.toByteArray();
        if (number == 1) {
            InputKind.requireText(bytes);
        }
        if (bytes.length > LONGEST) {
            throw new MalformedLineException("This is longer than %,d bytes.".formatted(LONGEST));
        }
        String text = decode(bytes);
        // Files that begin with the mark are often joined.
        int first = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        int last = text.endsWith("\r") ? text.length() - 1 : text.length();
        return text.substring(Math.min(first, last), last);
    }

    private boolean fill() throws IOException {
        begin = 0;
        end = Math.max(0, stream.read(chunk));
        return end > 0;
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
