package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.checkpoint.files.RemarkRule;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.refusal.UnservableCheckpointException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether words are lower-cased before they are split into wordpieces, and who says so. AllenNLP looks for a substring in
 * the name that the reader has for its BERT; {@code do_lower_case} in a BERT configuration overrules it here.
 *
 * @param said {@code do_lower_case}, where it is said
 * @param readerName the reader's name of the BERT; empty where there is none
 * @param modelName the model's name of the BERT; empty where there is none
 */
record Casing(Optional<Boolean> said, String readerName, String modelName, VocabularyFile vocabulary) {
    /** The reference looks for this very substring. */
    private static final String UNCASED = "uncased";

    private static final List<RemarkRule<Casing>> RULES = List.of(
            RemarkRule.about(
                    "do_lower_case",
                    casing -> casing.said.isPresent()
                            && !casing.readerName.isEmpty()
                            && casing.said.get() != isUncased(casing.readerName),
                    casing -> "The BERT configuration says " + casing.said.orElseThrow()
                            + ", and that is done; AllenNLP, which goes by the reader's bert_model_name, "
                            + Printable.excerpt(casing.readerName) + ", would "
                            + (casing.lowercase() ? "keep capitals." : "lower-case words.")),
            RemarkRule.about(
                    "dataset_reader.bert_model_name",
                    casing -> !casing.readerName.isEmpty()
                            && !casing.modelName.isEmpty()
                            && isUncased(casing.readerName) != isUncased(casing.modelName),
                    casing -> "The reader's BERT is " + Printable.excerpt(casing.readerName) + " and the model's "
                            + Printable.excerpt(casing.modelName)
                            + ": one is cased and the other is not, and AllenNLP lower-cases by the reader's."),
            new RemarkRule<>(
                    casing -> casing.lowercase() && casing.capitals() > 0,
                    casing -> casing.vocabulary.file(),
                    casing -> "Wordpieces with capitals (" + casing.capitals()
                            + ") are never found, because words are lower-cased: the vocabulary is likely a cased"
                            + " BERT's."),
            new RemarkRule<>(
                    casing -> !casing.lowercase() && casing.capitals() == 0,
                    casing -> casing.vocabulary.file(),
                    casing -> "No wordpiece has a capital, but words are not lower-cased: every word with a capital"
                            + " is [UNK], and the vocabulary is likely an uncased BERT's."));

    /**
     * @param said {@code do_lower_case}, where it is said
     * @throws CheckpointException when nothing says it
     */
    static Casing of(
            Optional<Boolean> said, ModelConfiguration configuration, VocabularyFile vocabulary, String checkpoint)
            throws CheckpointException {
        if (said.isEmpty() && configuration.readerBertName().isEmpty()) {
            if (configuration.transformers().isPresent()) {
                throw new UnservableCheckpointException(checkpoint
                        + " has no tokenizer_config.json with do_lower_case, so nothing says whether words are"
                        + " lower-cased: add \"do_lower_case\": true or false to it, as the model was trained.");
            }
            throw new UnservableCheckpointException(
                    checkpoint + ": no config.json names a dataset_reader.bert_model_name, so nothing says"
                            + " whether words are lower-cased; add do_lower_case to the bert_config.json.");
        }
        return new Casing(said, configuration.readerBertName(), configuration.bertName(), vocabulary);
    }

    boolean lowercase() {
        return said.orElse(isUncased(readerName));
    }

    List<Remark> remarks() {
        return RemarkRule.judge(RULES, this);
    }

    private static boolean isUncased(String name) {
        return name.contains(UNCASED);
    }

    /** Wordpieces that lower-casing alters; those in brackets, such as [UNK], are no text. */
    private long capitals() {
        return vocabulary.wordpieces().stream()
                .filter(wordpiece -> !wordpiece.endsWith("]"))
                .filter(wordpiece -> !wordpiece.equals(wordpiece.toLowerCase(Locale.ROOT)))
                .count();
    }
}
