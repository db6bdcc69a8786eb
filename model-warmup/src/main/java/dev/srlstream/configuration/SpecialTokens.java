package dev.srlstream.configuration;

/**
 * The tokens that AllenNLP adds to padded namespaces.
 *
 * @param padding at index 0, in no file
 * @param unknown in every file
 */
public record SpecialTokens(String padding, String unknown) {
    public static final SpecialTokens DEFAULT = new SpecialTokens("@@PADDING@@", "@@UNKNOWN@@");
}
