package dev.srlstream.sentence;

/** Throws anything anywhere. */
public final class Throwables {
    private Throwables() {}

    /** Never returns. As languages without checked exceptions do it. */
    @SuppressWarnings("unchecked")
    public static <T extends Throwable> RuntimeException unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
