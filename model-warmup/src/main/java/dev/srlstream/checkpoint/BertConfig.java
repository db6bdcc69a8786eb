package dev.srlstream.checkpoint;

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
        double layerNormEpsilon) {}
