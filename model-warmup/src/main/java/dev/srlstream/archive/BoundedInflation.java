package dev.srlstream.archive;

import java.io.IOException;
import java.io.InputStream;

/** Stops a stream that inflates beyond all reason. */
public final class BoundedInflation extends WatchedInput {
    /** Trained weights hardly compress at all, text about four times. */
    public static final int MAX_RATIO = 100;

    private static final long ALWAYS_ALLOWED = 16 << 20;

    private final HashingInput compressed;
    private long inflated;

    /** @param compressed counts what {@code in} reads */
    public BoundedInflation(InputStream in, HashingInput compressed) {
        super(in);
        this.compressed = compressed;
    }

    /** What a file of so many bytes may inflate to. */
    public static long most(long compressed) {
        return ALWAYS_ALLOWED + MAX_RATIO * compressed;
    }

    @Override
    public void passed(byte[] bytes, int offset, int length) throws IOException {
        inflated += length;
        if (inflated > most(compressed.count())) {
            throw new BoundExceededException("it inflates to more than " + MAX_RATIO + " times its size");
        }
    }
}
