package dev.srlstream.reconcile;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keys that tell why a file lacks what SrlBert needs: weights in another form than as they were trained, or the keys of a
 * BERT behind a beginning that no {@link Renaming} undoes, so that no layer seems to be there.
 */
final class ForeignKeys {
    private static final String WORD_EMBEDDINGS = "embeddings.word_embeddings.weight";
    private static final List<String> BERT = List.of(SrlBertLayout.BERT, "bert.");

    /** What only files of one sort have. */
    private enum Mark {
        QUANTISED(
                "(SCB|qweight|qzeros|g_idx|absmax|quant_map|quant_state\\..*|zero_point|_packed_params.*)",
                "which is a part of quantised weights: take the checkpoint from before it was quantised."),
        ADAPTER(
                "lora_(A|B|embedding_A|embedding_B)(\\..*)?",
                "which is a part of a LoRA adapter: merge it into its model (merge_and_unload) and save that one's"
                        + " state dict."),
        SHARD(
                "_?flat_param(_\\d+)?",
                "into which FSDP flattens weights: save the full state dict (StateDictType.FULL_STATE_DICT).");

        private final Pattern key;
        private final String explanation;

        Mark(String end, String explanation) {
            this.key = Pattern.compile("(.*\\.)?" + end);
            this.explanation = explanation;
        }

        Optional<String> explain(Collection<String> keys) {
            return keys.stream()
                    .filter(name -> key.matcher(name).matches())
                    .findFirst()
                    .map(name -> "The file has " + name + ", " + explanation);
        }
    }

    private ForeignKeys() {}

    /**
     * What the keys tell and what to do about it, in a sentence.
     *
     * @param keys of the file, as far as possible under SrlBert's names
     * @return nothing where they tell nothing
     */
    static Optional<String> explain(Collection<String> keys) {
        return Arrays.stream(Mark.values())
                .flatMap(mark -> mark.explain(keys).stream())
                .findFirst()
                .or(() -> explainBeginning(keys));
    }

    private static Optional<String> explainBeginning(Collection<String> keys) {
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
