package dev.srlstream.archive;

import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes and counts the bytes of a stream on their way. */
public final class HashingInput extends WatchedInput {
    private final MessageDigest digest = Sha256.digest();
    private long count;
    private boolean failed;

    public HashingInput(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public void passed(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        count += length;
    }

    /** Bytes that have passed. */
    public long count() {
        return count;
    }

    /** Whether the stream itself failed, in contrast to those who make sense of its bytes. */
    public boolean failed() {
        return failed;
    }

    /** SHA-256 of what has passed, in lower-case hexadecimal; to be asked once, at the end. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
