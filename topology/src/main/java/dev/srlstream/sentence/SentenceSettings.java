package dev.srlstream.sentence;

import dev.srlstream.english.PredicateTagger;

/**
 * Which sentences are accepted, and what their predicates are where they bring none.
 *
 * @param maxCharacters the longest text, and the most that given tokens may have together, in UTF-16 code units
 * @param auxiliaries whether auxiliaries that go with another verb are predicates
 */
public record SentenceSettings(int maxCharacters, PredicateTagger tagger, boolean auxiliaries) {
    /** The settings' defaults, but for the length. */
    public static SentenceSettings ofLength(int maxCharacters) {
        return new SentenceSettings(maxCharacters, PredicateTagger.LSTM, true);
    }
}
