package dev.srlstream.checkpoint;

/**
 * The tokens that AllenNLP adds to padded namespaces.
 *
 * @param padding at index 0, in no file
 * @param unknown in every file
 */
record SpecialTokens(String padding, String unknown) {
    static final SpecialTokens DEFAULT = new SpecialTokens("@@PADDING@@", "@@UNKNOWN@@");
}
