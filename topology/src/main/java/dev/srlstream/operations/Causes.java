package dev.srlstream.operations;

/** Tells a fault in one line, for messages and logs. */
final class Causes {
    private Causes() {}

    /** The message of the innermost cause that has one, which names the trouble best, after the kind of the outermost. */
    static String inOneLine(Throwable fault) {
        String message = fault.getClass().getSimpleName();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            String text = cause.getMessage();
            if (text != null && !text.isBlank()) {
                message = text;
            }
        }
        return message.strip().replaceAll("\\s+", " ");
    }
}
