package dev.srlstream.sentence;

import dev.srlstream.english.Apostrophes;
import dev.srlstream.event.Token;
import dev.srlstream.wordpiece.PythonWhitespace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds given words in their text, from left to right, each behind the one found before it. Whether a quotation mark or an apostrophe is
 * typographic makes no difference. A word that is not in its place is looked for further on, where the word after it follows, too: the
 * text may hold more than the words. Where that is nowhere, the words after it are looked for in the same way, as the word may be one
 * that does not occur. Such a word gets the offset -1.
 */
final class TokenAligner {
    /** Words in a row that may be missing from the text before all places are given up for the first that fits. */
    private static final int MOST_MISSING = 8;

    /** Places that are tried for a word. */
    private static final int MOST_PLACES = 50;

    private final List<String> words;
    private final String text;

    /** The text with typewriter quotation marks, of the same length. */
    private final String plain;

    /** Words that do not occur from where the search is on, so that a text is not searched for them again and again. */
    private final Set<String> absent = new HashSet<>();

    private TokenAligner(List<String> words, String text) {
        this.words = words.stream().map(Apostrophes::straighten).toList();
        this.text = text;
        this.plain = Apostrophes.straighten(text);
    }

    /** @return a token for each word, with the word as it was given */
    static List<Token> align(List<String> words, String text) {
        int[] begins = new TokenAligner(words, text).begins();
        List<Token> tokens = new ArrayList<>(words.size());
        CodePoints codePoints = new CodePoints(text);
        for (int i = 0; i < begins.length; i++) {
            String word = words.get(i);
            tokens.add(
                    begins[i] < 0
                            ? new Token(word, -1, -1, -1, -1)
                            : codePoints.token(word, begins[i], begins[i] + word.length()));
        }
        return tokens;
    }

    private int[] begins() {
        int[] begins = new int[words.size()];
        int from = 0;
        int word = 0;
        while (word < begins.length) {
            Found found = next(word, from);
            Arrays.fill(begins, word, found.word, -1);
            word = found.word;
            if (found.begin >= 0) {
                begins[word] = found.begin;
                from = found.begin + words.get(word).length();
                word++;
            }
        }
        return begins;
    }

    private record Found(int word, int begin) {}

    /** The next word that occurs, not before a given one, and where. */
    private Found next(int first, int from) {
        int begin = afterSpace(from);
        if (isAt(first, begin)) {
            return new Found(first, begin);
        }
        int end = Math.min(words.size(), first + MOST_MISSING);
        for (int word = first; word < end; word++) {
            int place = ahead(word, from);
            for (int tried = 0; place >= 0 && tried < MOST_PLACES; tried++) {
                if (isFollowed(word, place)) {
                    return new Found(word, place);
                }
                place = find(word, place + 1);
            }
        }
        return nearest(first, end, from);
    }

    /** Of the words the one whose place is the nearest. */
    private Found nearest(int first, int end, int from) {
        Found nearest = null;
        for (int word = first; word < end; word++) {
            int place = ahead(word, from);
            for (int tried = 0; place >= 0 && !isWhole(word, place) && tried < MOST_PLACES; tried++) {
                place = find(word, place + 1);
            }
            if (place >= 0 && isWhole(word, place) && (nearest == null || place < nearest.begin)) {
                nearest = new Found(word, place);
            }
        }
        if (nearest != null) {
            return nearest;
        }
        int place = ahead(first, from);
        return new Found(place < 0 ? first + 1 : first, place);
    }

    /** Whether the next word stands behind a word at a place. */
    private boolean isFollowed(int word, int place) {
        return word + 1 < words.size()
                && isAt(word + 1, afterSpace(place + words.get(word).length()));
    }

    /** Whether neither a letter nor a digit touches the word on either side. */
    private boolean isWhole(int word, int place) {
        int behind = place + words.get(word).length();
        return (place == 0 || !Character.isLetterOrDigit(text.codePointBefore(place)))
                && (behind == text.length() || !Character.isLetterOrDigit(text.codePointAt(behind)));
    }

    private boolean isAt(int word, int begin) {
        String wanted = words.get(word);
        return !wanted.isEmpty() && plain.startsWith(wanted, begin) && !divides(wanted, begin);
    }

    /** @param from where the search is, never before where it was */
    private int ahead(int word, int from) {
        if (absent.contains(words.get(word))) {
            return -1;
        }
        int place = find(word, from);
        if (place < 0) {
            absent.add(words.get(word));
        }
        return place;
    }

    private int find(int word, int from) {
        String wanted = words.get(word);
        if (wanted.isEmpty()) {
            return -1;
        }
        int begin = plain.indexOf(wanted, from);
        while (begin >= 0 && divides(wanted, begin)) {
            begin = plain.indexOf(wanted, begin + 1);
        }
        return begin;
    }

    /** Half of a code point is no word: it has no offsets that count code points. */
    private boolean divides(String word, int begin) {
        return CodePoints.isInsideOne(text, begin) || CodePoints.isInsideOne(text, begin + word.length());
    }

    private int afterSpace(int from) {
        int index = from;
        while (index < text.length() && PythonWhitespace.contains(text.charAt(index))) {
            index++;
        }
        return index;
    }
}
