package dev.srlstream.checkpoint;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes and counts the bytes of a stream on their way. Owned by one thread; closes the stream. */
final class HashingInput extends FilterInputStream {
    private final MessageDigest digest = Sha256.digest();
    private long count;
    private boolean failed;

    HashingInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
        if (read > 0) {
            digest.update(bytes, offset, read);
            count += read;
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.max(0, Math.min(bytes, 1 << 16))).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Bytes that have passed. */
    long count() {
        return count;
    }

    /** Whether the stream itself failed, in contrast to those who make sense of its bytes. */
    boolean failed() {
        return failed;
    }

    /** SHA-256 of what has passed, in lower-case hexadecimal; to be asked once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
