package dev.srlstream.reconcile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys of a BERT behind a beginning that no {@link Renaming} undoes: why a file seems to have no layer at all. */
final class ForeignPrefix {
    private static final String WORD_EMBEDDINGS = "embeddings.word_embeddings.weight";
    private static final List<String> BERT = List.of(SrlBertLayout.BERT, "bert.");

    private ForeignPrefix() {}

    /**
     * What stands before the keys and what to do about it, in a sentence.
     *
     * @param keys of the file, as far as possible under SrlBert's names
     * @return nothing where the keys of a BERT are found, or none are there
     */
    static Optional<String> explain(Collection<String> keys) {
        Set<String> prefixes = new LinkedHashSet<>();
        for (String key : keys) {
            if (key.endsWith(WORD_EMBEDDINGS)) {
                prefixes.add(key.substring(0, key.length() - WORD_EMBEDDINGS.length()));
            }
        }
        if (prefixes.isEmpty() || prefixes.contains(SrlBertLayout.BERT)) {
            return Optional.empty();
        }
        return Optional.of(
                prefixes.size() > 1
                        ? several(prefixes)
                        : one(prefixes.iterator().next(), keys));
    }

    private static String several(Set<String> prefixes) {
        return "The file holds several BERTs, whose keys begin with "
                + String.join(" and ", prefixes.stream().limit(2).toList())
                + ": save the state dict of the model that is meant alone.";
    }

    private static String one(String prefix, Collection<String> keys) {
        if (prefix.isEmpty()) {
            return "The keys are those of a BertModel alone, without " + SrlBertLayout.BERT
                    + " before them: save the state dict of the whole SrlBert, which also has tag_projection_layer.";
        }
        for (String bert : BERT) {
            if (prefix.endsWith("." + bert)) {
                String wrapper = prefix.substring(0, prefix.length() - bert.length());
                boolean all = keys.stream().allMatch(key -> key.startsWith(wrapper));
                return (all ? "All keys of the file begin with " : "The keys of its BERT begin with ") + wrapper
                        + ", which no wrapper that is known here writes: save the state dict of the SrlBert inside it,"
                        + " or take " + wrapper + " off the keys.";
            }
        }
        return "The keys of its BERT begin with " + prefix + " where SrlBert's begin with " + SrlBertLayout.BERT
                + ": the file is another model's, or its keys have to be renamed.";
    }
}
