package dev.srlstream.stream;

import java.util.Random;

/** Texts of every plane of Unicode, English words among them, so that whatever looks at words has something to look at. */
public final class RandomText {
    private static final String[] WORDS = {
        "The", "chef", "opened", "a", "restaurant", "did", "could", "cannot", "gonna", "gimme", "U.S.", "a.m", "e.g.",
                "John", "students",
        "is", "was", "have", "said", "3.5", "$", "…", ".", ",", "?", "(", "\"", "--", "I", "o'clock"
    };

    private static final String[] ENDINGS = {
        "'s",
        "\u2019s",
        "n't",
        "n\u2019t",
        "N'T",
        "'re",
        "'ll",
        "'d",
        "s'",
        "'",
        "\u2018",
        "\u201C",
        ".",
        "..",
        "a.",
        "not",
        "na"
    };

    /** Case mappings that change lengths or depend on neighbours, marks, joiners, directions, controls, and what is no character. */
    private static final int[] ODD = {
        0x130, 0x131, 0xDF, 0x1E9E, 0x149, 0x1F0, 0x390, 0x3A3, 0x3C2, 0x1C5, 0xFB03, 0x212A, 0x212B, 0x2126, 0x10400,
        0x1D400, 0x1F600, 0x1F468, 0x200D, 0x200C, 0xFE0F, 0x1F3FD, 0x1F1E9, 0x300, 0x307, 0x345, 0xE0301, 0x200E,
        0x202E, 0x2066, 0x2069, 0xAD, 0xFEFF, 0, 7, 0x1B, 0x7F, 0x9B, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFF, 0x10FFFF, 0xD800,
        0xDBFF, 0xDC00, 0xDFFF, 0x5D0, 0x627, 0xE01, 0x4E00, 0xAC00
    };

    private static final int[] SPACES = {
        ' ', ' ', ' ', ' ', '\t', '\n', '\r', 0xB, 0x1C, 0x85, 0xA0, 0x1680, 0x2003, 0x2028, 0x202F, 0x3000
    };

    private final Random random;

    public RandomText(Random random) {
        this.random = random;
    }

    /** @param pieces the most words, spaces and characters that it is made of */
    public String next(int pieces) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(pieces + 1); left > 0; left--) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> text.append(WORDS[random.nextInt(WORDS.length)]);
                case 3 -> text.append(ENDINGS[random.nextInt(ENDINGS.length)]);
                case 4, 5, 6, 7 -> text.appendCodePoint(SPACES[random.nextInt(SPACES.length)]);
                case 8 -> text.appendCodePoint(ODD[random.nextInt(ODD.length)]);
                case 9 -> text.append((char) (0x20 + random.nextInt(0x5F)));
                case 10 -> text.appendCodePoint(random.nextInt(0x3000));
                default -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
            }
        }
        return text.toString();
    }
}
