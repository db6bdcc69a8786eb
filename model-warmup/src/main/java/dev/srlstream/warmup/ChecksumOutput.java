package dev.srlstream.warmup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Sums up the bytes of a file on their way into it, so that it need not be read again. Owned by one write; the channel belongs to the caller. */
public final class ChecksumOutput implements WritableByteChannel {
    private final WritableByteChannel out;
    private final Checksum checksum = new Checksum();

    public ChecksumOutput(WritableByteChannel out) {
        this.out = out;
    }

    /** Of what was written so far, as {@link Checksum} writes it. */
    public String checksum() {
        return checksum.toString();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        checksum.update(bytes.duplicate());
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
