package dev.srlstream.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Hashes the bytes of a file on their way into it, so that it need not be read again. Owned by one write; the channel belongs to the caller. */
public final class HashingOutput implements WritableByteChannel {
    private final WritableByteChannel out;
    private final MessageDigest digest = Sha256.digest();

    public HashingOutput(WritableByteChannel out) {
        this.out = out;
    }

    /** Of what was written, in lower-case hexadecimal; to be asked once, at the end. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        digest.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        return length;
    }

    @Override
    public boolean isOpen() {
        return out.isOpen();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
