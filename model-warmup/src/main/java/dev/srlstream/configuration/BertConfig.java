package dev.srlstream.configuration;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dimensions of a BERT, under the names of a {@code bert_config.json}.
 *
 * @param layers {@code num_hidden_layers}
 * @param hiddenSize {@code hidden_size}
 * @param heads {@code num_attention_heads}
 * @param intermediateSize {@code intermediate_size}
 * @param vocabularySize {@code vocab_size}
 * @param positions {@code max_position_embeddings}: the longest row in wordpieces, [CLS] and [SEP] included
 * @param typeVocabularySize {@code type_vocab_size}
 * @param layerNormEpsilon {@code layer_norm_eps}
 */
public record BertConfig(
        int layers,
        int hiddenSize,
        int heads,
        int intermediateSize,
        int vocabularySize,
        int positions,
        int typeVocabularySize,
        double layerNormEpsilon) {
    private static final Pattern LAYER = Pattern.compile(".*encoder\\.layer\\.(\\d{1,6})\\..*");

    /** Whether a state dict, under whatever prefixes, has as many layers and word embeddings of this shape, as far as it has any. */
    public boolean fits(StateDict stateDict) {
        int found = 0;
        for (Map.Entry<String, Tensor> tensor : stateDict.tensors().entrySet()) {
            Matcher layer = LAYER.matcher(tensor.getKey());
            found = layer.matches() ? Math.max(found, 1 + Integer.parseInt(layer.group(1))) : found;
            if (tensor.getKey().endsWith("word_embeddings.weight")
                    && !Arrays.equals(tensor.getValue().shape(), new long[] {vocabularySize, hiddenSize})) {
                return false;
            }
        }
        return found == 0 || found == layers;
    }
}
