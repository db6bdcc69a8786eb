package dev.srlstream.console;

/** Emphasis on a terminal, or none at all. Immutable; safe from any thread. */
public enum Style {
    PLAIN,
    /** ANSI escape sequences. */
    COLOUR;

    private static final String ESCAPE = "\u001b[";

    public String bold(String text) {
        return wrap("1", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    /** Success. */
    public String good(String text) {
        return wrap("1;32", text);
    }

    /** Something that deserves a look. */
    public String notable(String text) {
        return wrap("1;33", text);
    }

    /** Failure. */
    public String bad(String text) {
        return wrap("1;31", text);
    }

    /** The role of an argument. */
    public String role(String text) {
        return wrap("36", text);
    }

    /** The predicate of a frame. */
    public String predicate(String text) {
        return wrap("1;35", text);
    }

    private String wrap(String codes, String text) {
        return this == COLOUR ? ESCAPE + codes + "m" + text + ESCAPE + "0m" : text;
    }
}
