package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that must be UTF-8 throughout. */
final class Utf8 {
    private Utf8() {}

    /**
     * Text of lines, which end with a line feed, a carriage return or both.
     *
     * @param most lines that there may be; their number decides how much heap they take
     * @param origin file that the content came from, for messages
     */
    static String decodeLines(byte[] content, int most, String origin) throws CheckpointException {
        long lines = 0;
        for (byte character : content) {
            lines += character == '\n' || character == '\r' ? 1 : 0;
        }
        // Counted twice where they end with both.
        if (lines > 2L * most) {
            throw new CheckpointException(origin + " has more than the " + most + " lines that such a file may have.");
        }
        return decode(content, origin);
    }

    /** @param origin file that the content came from, for messages */
    static String decode(byte[] content, String origin) throws CheckpointException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CheckpointException(origin + " is not text in UTF-8.", e);
        }
    }
}
