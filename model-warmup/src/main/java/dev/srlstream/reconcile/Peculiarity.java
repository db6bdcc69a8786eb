package dev.srlstream.reconcile;

import dev.srlstream.configuration.BertConfig;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that is allowed in a configuration but unusual, so that a wrong choice is found.
 *
 * @param setting key of the configuration
 * @param applies whether a configuration has it
 * @param detail what it means, in a sentence
 */
record Peculiarity(String setting, Predicate<BertConfig> applies, Function<BertConfig, String> detail) {
    private static final int BERT_POSITIONS = 512;
    private static final int BERT_TYPES = 2;
    private static final int BERT_HEAD_SIZE = 64;

    private static final List<Peculiarity> ALL = List.of(
            new Peculiarity(
                    "max_position_embeddings",
                    config -> config.positions() != BERT_POSITIONS,
                    config -> "The model has " + config.positions() + " positions where published BERTs have "
                            + BERT_POSITIONS + ": the longest sentence has " + (config.positions() - 2)
                            + " wordpieces."),
            new Peculiarity(
                    "type_vocab_size",
                    config -> config.typeVocabularySize() != BERT_TYPES,
                    config ->
                            "The model has " + config.typeVocabularySize() + " token types where published BERTs have "
                                    + BERT_TYPES + "; SrlBert marks the verb with type 1."),
            new Peculiarity(
                    "num_attention_heads",
                    config -> config.hiddenSize() != BERT_HEAD_SIZE * config.heads(),
                    config -> "The heads have size " + config.hiddenSize() / config.heads()
                            + " where published BERTs have " + BERT_HEAD_SIZE
                            + ": no weight can confirm their number, and a wrong one gives wrong tags, so compare it"
                            + " with the configuration that the model was trained with."));

    static List<Finding> of(BertConfig config) {
        return ALL.stream()
                .filter(peculiarity -> peculiarity.applies.test(config))
                .<Finding>map(peculiarity -> Finding.noted(peculiarity.setting, null, peculiarity.detail.apply(config)))
                .toList();
    }
}
