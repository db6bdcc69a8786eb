package dev.srlstream.wordpiece;

/**
 * The wordpieces of a sentence. Its arrays are never modified.
 *
 * @param ids wordpiece ids, [CLS] and [SEP] included
 * @param starts per word the index in {@code ids} of its first wordpiece. A word of white space has none: its start is that of
 *     the next word, or of [SEP], as in the reference
 * @param ends per word the index in {@code ids} after its last wordpiece, exclusive
 */
public record Encoding(int[] ids, int[] starts, int[] ends) {}
