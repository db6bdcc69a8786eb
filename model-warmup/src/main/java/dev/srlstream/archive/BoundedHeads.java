package dev.srlstream.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * Stops a tar archive or a gzip file whose heads of members are too long: names and attributes are read into memory whole,
 * whatever their length.
 */
public final class BoundedHeads extends WatchedInput {
    /** Paths have at most some kilobytes; extended attributes have been seen with some more. */
    private static final long MAX_HEAD_BYTES = 1 << 20;

    private long left = Long.MAX_VALUE;

    public BoundedHeads(InputStream in) {
        super(in);
    }

    /** What is read from now on belongs to the head of a member. */
    public void headBegins() {
        left = MAX_HEAD_BYTES;
    }

    /** What is read from now on is the content of a member, of any length. */
    public void headEnds() {
        left = Long.MAX_VALUE;
    }

    @Override
    public void passed(byte[] bytes, int offset, int length) throws IOException {
        left -= length;
        if (left < 0) {
            throw new BoundExceededException(
                    "the name and attributes of a member take more than " + MAX_HEAD_BYTES + " bytes");
        }
    }
}
