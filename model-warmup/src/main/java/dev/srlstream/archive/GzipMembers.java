package dev.srlstream.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The content of a gzip file (RFC 1952), member after member, each checked against its checksum and length. Zeros behind the last
 * member are padding, as gzip and Python have it; anything else there is refused. The library that reads the members knows no padding,
 * and {@code GZIPInputStream} would overlook what follows together with a damaged member. Owned by one thread, which closes it.
 */
public final class GzipMembers extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAGIC = 0x1f;

    private final BoundedHeads bounded;
    private final InputStream in;
    private GzipCompressorInputStream member;
    private boolean ended;

    /** @param in closed with this stream */
    public GzipMembers(InputStream in) throws IOException {
        this.bounded = new BoundedHeads(in);
        // The library returns what it has read beyond a member to a stream that can be reset.
        this.in = new BufferedInputStream(bounded, BUFFER_BYTES);
        this.member = begin();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended) {
            int read = member.read(bytes, offset, length);
            if (read >= 0) {
                return read;
            }
            beginNextMember();
        }
        return -1;
    }

    /** The library keeps the name and the comment in a member's head, whatever their length. */
    private GzipCompressorInputStream begin() throws IOException {
        bounded.headBegins();
        GzipCompressorInputStream begun = new GzipCompressorInputStream(in);
        bounded.headEnds();
        return begun;
    }

    private void beginNextMember() throws IOException {
        in.mark(1);
        int next = in.read();
        if (next == MAGIC) {
            in.reset();
            member = begin();
            return;
        }
        while (next == 0) {
            next = in.read();
        }
        if (next >= 0) {
            throw new ZipException("what comes behind its content is neither another gzip member nor zeros");
        }
        ended = true;
    }

    @Override
    public void close() throws IOException {
        member.close();
    }
}
