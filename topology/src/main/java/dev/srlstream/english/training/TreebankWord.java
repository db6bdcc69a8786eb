package dev.srlstream.english.training;

import dev.srlstream.english.Span;

/**
 * A word of a treebank.
 *
 * @param part its universal part of speech
 * @param tag its tag in the treebank's own set, such as {@code VBD}; {@code _} where there is none
 * @param span in the sentence's text
 */
public record TreebankWord(String form, String part, String tag, Span span) {}
