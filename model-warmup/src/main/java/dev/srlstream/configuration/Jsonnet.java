package dev.srlstream.configuration;

import java.util.Optional;
import java.util.Set;

/**
 * Something in a text that has a value only once it is evaluated.
 *
 * @param line counted from 1
 * @param construct as it stands there
 */
public record Jsonnet(int line, String construct) {
    private static final Set<String> WORDS =
            Set.of("local", "function", "import", "importstr", "std", "if", "for", "error", "assert", "self", "super");
    private static final String SIGNS = "+*%($@";

    /**
     * The first one; nothing where the text begins neither with one nor as an object.
     *
     * @param end where a parser of JSON stopped
     */
    public static Optional<Jsonnet> first(String text, long end) {
        return new Scanner(text, (int) Math.min(text.length(), end + 1)).first();
    }

    /** Steps over strings, comments, numbers and bare keys. Used once. */
    private static final class Scanner {
        private static final char NOTHING = ' ';

        private final String text;
        private final int end;
        private int at;

        /** The last character that is neither blank nor in a comment. */
        private char before = NOTHING;

        Scanner(String text, int end) {
            this.text = text;
            this.end = end;
        }

        Optional<Jsonnet> first() {
            while (at < end) {
                char character = text.charAt(at);
                if (Character.isWhitespace(character)) {
                    at++;
                } else if (character == '#' || text.startsWith("//", at)) {
                    skipBehind("\n", at + 1);
                } else if (text.startsWith("/*", at)) {
                    skipBehind("*/", at + 2);
                } else {
                    String construct = construct(character);
                    if (!construct.isEmpty()) {
                        return Optional.of(new Jsonnet(1 + newlinesBefore(at), construct));
                    } else if (before == NOTHING && character != '{') {
                        return Optional.empty();
                    }
                    skip(character);
                    before = character;
                }
            }
            return Optional.empty();
        }

        /** The one that begins here; empty for none. */
        private String construct(char character) {
            if (Character.isLetter(character)) {
                String word = text.substring(at, wordEnd());
                return WORDS.contains(word) && !isKey() ? word : "";
            } else if (SIGNS.indexOf(character) >= 0) {
                return String.valueOf(character);
            } else if (text.startsWith("|||", at)) {
                return "|||";
            } else if (text.startsWith("::", at)) {
                return "::";
            }
            return character == '[' && before == '{' ? "a key in brackets" : "";
        }

        private void skip(char character) {
            if (character == '"' || character == '\'') {
                at++;
                while (at < text.length() && text.charAt(at) != character) {
                    at += text.charAt(at) == '\\' ? 2 : 1;
                }
                at++;
            } else {
                at = Math.max(at + 1, wordEnd());
            }
        }

        private void skipBehind(String mark, int from) {
            int found = text.indexOf(mark, from);
            at = found < 0 ? text.length() : found + mark.length();
        }

        private int wordEnd() {
            int next = at;
            while (next < text.length() && (Character.isLetterOrDigit(text.charAt(next)) || text.charAt(next) == '_')) {
                next++;
            }
            return next;
        }

        /** Whether a colon makes the word that begins here the key of an entry. */
        private boolean isKey() {
            int next = wordEnd();
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            return next < text.length() && text.charAt(next) == ':';
        }

        private int newlinesBefore(int position) {
            return (int) text.substring(0, position)
                    .chars()
                    .filter(character -> character == '\n')
                    .count();
        }
    }
}
