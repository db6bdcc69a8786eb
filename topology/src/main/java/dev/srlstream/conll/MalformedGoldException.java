package dev.srlstream.conll;

/** A place where a labelled file is not what its format asks for. The message is one sentence, without the number of the line. */
public final class MalformedGoldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    /** @param line its number, from 1 */
    public MalformedGoldException(long line, String message) {
        super(message);
        this.line = line;
    }

    public long line() {
        return line;
    }
}
