package dev.srlstream.config;

/** A value that stands elsewhere was not found there. The message is the rest of a sentence about the setting, with the cure, without its full stop. */
final class UnresolvedReference extends Exception {
    private static final long serialVersionUID = 1L;

    UnresolvedReference(String message) {
        super(message);
    }
}
