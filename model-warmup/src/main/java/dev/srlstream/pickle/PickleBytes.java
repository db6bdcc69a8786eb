package dev.srlstream.pickle;

import dev.srlstream.refusal.CheckpointException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the instructions of a pickle and their arguments. Nothing is allocated for a length before as many bytes are known
 * to be there. Owned by one {@link Unpickler}; advances the buffer's position.
 */
public final class PickleBytes {
    private final String where;
    private final ByteBuffer bytes;
    private int instructionAt;

    /**
     * @param where file and record, for messages
     * @param bytes offsets in messages count from its beginning
     */
    public PickleBytes(String where, ByteBuffer bytes) {
        this.where = where;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Begins the next instruction. */
    public int opcode() throws CheckpointException {
        instructionAt = bytes.position();
        return uint8();
    }

    public int uint8() throws CheckpointException {
        return Byte.toUnsignedInt(read(bytes::get));
    }

    public int uint16() throws CheckpointException {
        return Short.toUnsignedInt(read(bytes::getShort));
    }

    public int int32() throws CheckpointException {
        return read(bytes::getInt);
    }

    public long uint32() throws CheckpointException {
        return Integer.toUnsignedLong(int32());
    }

    /** @return a negative number for a length that no file can have */
    public long uint64() throws CheckpointException {
        return read(bytes::getLong);
    }

    public double float64() throws CheckpointException {
        return Double.longBitsToDouble(Long.reverseBytes(uint64()));
    }

    public byte[] bytes(long length) throws CheckpointException {
        var taken = new byte[available(length)];
        bytes.get(taken);
        return taken;
    }

    public void skip(long length) throws CheckpointException {
        bytes.position(bytes.position() + available(length));
    }

    public String text(long length) throws CheckpointException {
        return decode(length);
    }

    /** Text of Python 2, which may be anything; nothing where it is not UTF-8. */
    public Optional<String> anyText(long length) throws CheckpointException {
        ByteBuffer text = bytes.slice(bytes.position(), available(length));
        skip(length);
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Up to the next line feed, which is taken as well. */
    public String line() throws CheckpointException {
        int end = bytes.position();
        while (end < bytes.limit() && bytes.get(end) != '\n') {
            end++;
        }
        String line = decode(end - bytes.position());
        uint8();
        return line;
    }

    /** Checks that as many bytes are left. */
    public int available(long length) throws CheckpointException {
        if (length < 0 || length > bytes.remaining()) {
            throw refusal("announces " + Long.toUnsignedString(length) + " bytes where " + bytes.remaining()
                    + " are left: the file is damaged or truncated");
        }
        return (int) length;
    }

    /** Why the current instruction is refused: completes "weights.th: data.pkl at byte 212 …". */
    public CheckpointException refusal(String reason) {
        return new CheckpointException(where + " at byte " + instructionAt + " " + reason + ".");
    }

    /** Whether a text is anywhere in the bytes, for messages. */
    public boolean mention(String ascii) {
        byte[] sought = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int at = bytes.limit() - sought.length; at >= 0; at--) {
            int same = 0;
            while (same < sought.length && bytes.get(at + same) == sought[same]) {
                same++;
            }
            if (same == sought.length) {
                return true;
            }
        }
        return false;
    }

    private String decode(long length) throws CheckpointException {
        return anyText(length).orElseThrow(() -> refusal("holds text that is not UTF-8"));
    }

    private <T> T read(Supplier<T> number) throws CheckpointException {
        try {
            return number.get();
        } catch (BufferUnderflowException e) {
            throw refusal("ends in the middle of an instruction: the file is damaged or truncated");
        }
    }
}
