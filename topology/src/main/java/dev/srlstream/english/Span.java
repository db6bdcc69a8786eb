package dev.srlstream.english;

/**
 * A piece of a text, in UTF-16 code units.
 *
 * @param end exclusive
 */
public record Span(int begin, int end) {}
