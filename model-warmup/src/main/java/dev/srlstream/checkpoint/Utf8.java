package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that must be UTF-8 throughout. */
final class Utf8 {
    private Utf8() {}

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
