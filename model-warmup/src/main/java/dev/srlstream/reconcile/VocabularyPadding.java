package dev.srlstream.reconcile;

/** Tells rows that were added to the word embeddings for speed from those of another vocabulary. */
final class VocabularyPadding {
    private static final int SMALLEST = 8;

    /** Beyond that, tensor cores gain nothing from more. */
    private static final int LARGEST = 128;

    private VocabularyPadding() {}

    /** Whether the lines, rounded up to a multiple of 8, 16, 32, 64 or 128, are the rows. */
    static boolean explains(long lines, long rows) {
        for (long multiple = SMALLEST; multiple <= LARGEST; multiple *= 2) {
            if (rows > lines && rows == (lines + multiple - 1) / multiple * multiple) {
                return true;
            }
        }
        return false;
    }
}
