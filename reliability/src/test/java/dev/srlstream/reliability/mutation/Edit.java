package dev.srlstream.reliability.mutation;

/**
 * A change of a source file.
 *
 * @param original occurs in it exactly once
 */
record Edit(String original, String replacement) {
    /** @throws IllegalStateException when the source has moved on, and the mutation with it must */
    String apply(String source) {
        int at = source.indexOf(original);
        if (at < 0 || source.indexOf(original, at + 1) >= 0) {
            throw new IllegalStateException("The source does not say exactly once: " + original);
        }
        return source.substring(0, at) + replacement + source.substring(at + original.length());
    }
}
