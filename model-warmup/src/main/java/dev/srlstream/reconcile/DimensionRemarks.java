package dev.srlstream.reconcile;

import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.checkpoint.files.RemarkRule;
import dev.srlstream.configuration.BertConfig;
import java.util.List;

/** Dimensions that are allowed but unusual, so that a wrong choice is found. */
final class DimensionRemarks {
    private static final int BERT_POSITIONS = 512;
    private static final int BERT_TYPES = 2;
    private static final int BERT_HEAD_SIZE = 64;

    private static final List<RemarkRule<BertConfig>> RULES = List.of(
            RemarkRule.about(
                    "max_position_embeddings",
                    config -> config.positions() != BERT_POSITIONS,
                    config -> "The model has " + config.positions() + " positions where published BERTs have "
                            + BERT_POSITIONS + ": the longest sentence has " + (config.positions() - 2)
                            + " wordpieces."),
            RemarkRule.about(
                    "type_vocab_size",
                    config -> config.typeVocabularySize() != BERT_TYPES,
                    config ->
                            "The model has " + config.typeVocabularySize() + " token types where published BERTs have "
                                    + BERT_TYPES + "; SrlBert marks the verb with type 1."),
            RemarkRule.about(
                    "num_attention_heads",
                    config -> config.hiddenSize() != BERT_HEAD_SIZE * config.heads(),
                    config -> "The heads have size " + config.hiddenSize() / config.heads()
                            + " where published BERTs have " + BERT_HEAD_SIZE
                            + ": no weight can confirm their number, and a wrong one gives wrong tags, so compare it"
                            + " with the configuration that the model was trained with."));

    private DimensionRemarks() {}

    static List<Remark> of(BertConfig config) {
        return RemarkRule.judge(RULES, config);
    }
}
