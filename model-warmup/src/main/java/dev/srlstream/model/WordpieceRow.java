package dev.srlstream.model;

/**
 * One sentence with one predicate, as the model sees it.
 *
 * @param ids wordpiece ids, [CLS] and [SEP] included, at least one; shared between the rows of a sentence, never modified
 * @param predicateBegin index in {@code ids} of the predicate's first wordpiece
 * @param predicateEnd index in {@code ids} after its last wordpiece, exclusive; equal to {@code predicateBegin} where the
 *     predicate has none
 */
public record WordpieceRow(int[] ids, int predicateBegin, int predicateEnd) {
    public WordpieceRow {
        if (ids.length == 0) {
            throw new IllegalArgumentException("a row has no wordpieces");
        }
    }
}
