package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.Companions.Companion;
import dev.srlstream.weights.CheckpointException;
import dev.srlstream.weights.Printable;
import dev.srlstream.weights.UnservableCheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files around the weights, read and understood. */
record Surroundings(BertConfiguration bert, LabelFile labels, VocabularyFile vocabulary, Casing casing) {
    /** What AllenNLP writes into every archive. */
    private static final byte[] NON_PADDED = "*tags\n*labels\n".getBytes(StandardCharsets.UTF_8);

    private static final List<RemarkRule<Surroundings>> RULES = List.of(
            RemarkRule.about(
                    CheckpointFiles.LABELS,
                    around -> around.labels.padded(),
                    around -> CheckpointFiles.NON_PADDED_NAMESPACES + " does not list *labels, so label 0 is "
                            + Printable.excerpt(around.labels.labels().get(0))
                            + " and the first line is label 1, as in AllenNLP."),
            RemarkRule.about(
                    CheckpointFiles.TAGS,
                    around -> around.vocabulary.file().equals(CheckpointFiles.TAGS),
                    around -> "No vocab.txt is there, and this file has a line for each of the model's "
                            + around.vocabulary.wordpieces().size() + " wordpieces: it is used as the vocabulary."));

    /** @throws UnservableCheckpointException when a file that the checkpoint does not contain is missing */
    static Surroundings read(Companions companions, ModelConfiguration configuration)
            throws CheckpointException, IOException {
        CheckpointFiles files = companions.files();
        BertConfiguration bert = bert(companions, configuration);
        LabelFile labels = labels(companions, configuration);
        VocabularyFile vocabulary =
                vocabulary(companions, configuration, bert.dimensions().vocabularySize());
        return new Surroundings(
                bert, labels, vocabulary, Casing.of(said(companions, bert, configuration), configuration, vocabulary, files.name()));
    }

    /** What the operator should know. */
    List<Remark> remarks() {
        return Stream.of(RemarkRule.judge(RULES, this), labels.remarks(), vocabulary.remarks(), casing.remarks())
                .flatMap(List::stream)
                .toList();
    }

    private static BertConfiguration bert(Companions companions, ModelConfiguration configuration)
            throws CheckpointException, IOException {
        Optional<Companion> file = companions.find(CompanionFile.BERT_CONFIG);
        if (file.isPresent()) {
            return parse(file.get());
        }
        String checkpoint = companions.files().name();
        if (configuration.bertConfig().isPresent()) {
            return BertConfiguration.parse(
                    configuration.bertConfig().get(), checkpoint + ": model.bert_model in config.json");
        }
        Optional<BertConfiguration> wellKnown = BertConfiguration.wellKnown(configuration.bertName());
        if (wellKnown.isPresent()) {
            return wellKnown.get();
        }
        Optional<Companion> lent = companions.borrow(CompanionFile.BERT_CONFIG, CheckpointFiles.BERT_CONFIG);
        if (lent.isPresent()) {
            BertConfiguration bert = parse(lent.get());
            // The checkpoint's own reader knows better.
            return configuration.readerBertName().isEmpty() ? bert : bert.withoutCasing();
        }
        if (configuration.equals(ModelConfiguration.NONE)) {
            throw new UnservableCheckpointException(checkpoint
                    + " is weights alone, and no weight tells the number of heads: put the bert_config.json of its BERT"
                    + " into " + companions.beside() + " or name it with --bert-config.");
        }
        throw new UnservableCheckpointException(checkpoint + " names its BERT "
                + Printable.excerpt(configuration.bertName())
                + ", whose dimensions are not known here: put its bert_config.json into "
                + companions.beside() + " or name it with --bert-config.");
    }

    /** Whether the BERT configuration says that words are lower-cased. */
    private static Optional<Boolean> said(
            Companions companions, BertConfiguration bert, ModelConfiguration configuration)
            throws CheckpointException, IOException {
        if (bert.lowercase().isPresent() || !configuration.readerBertName().isEmpty()) {
            return bert.lowercase();
        }
        Optional<Companion> lent = companions.borrow(CompanionFile.BERT_CONFIG, "do_lower_case");
        return lent.isPresent() ? parse(lent.get()).lowercase() : Optional.empty();
    }

    private static BertConfiguration parse(Companion file) throws CheckpointException {
        return BertConfiguration.parse(Json.parseObject(file.content(), file.origin()), file.origin());
    }

    private static LabelFile labels(Companions companions, ModelConfiguration configuration)
            throws CheckpointException, IOException {
        Companion file = findOrBorrow(companions, CompanionFile.LABELS)
                .orElseThrow(() ->
                        new UnservableCheckpointException(companions.files().name()
                                + " has no vocabulary/labels.txt: put the one that the model was trained with into "
                                + companions.beside() + " or name it with --labels."));
        byte[] nonPadded = companions
                .find(CompanionFile.NON_PADDED_NAMESPACES)
                .map(Companion::content)
                .orElse(NON_PADDED);
        return LabelFile.parse(file.content(), nonPadded, configuration.specialTokens(), file.origin());
    }

    private static VocabularyFile vocabulary(Companions companions, ModelConfiguration configuration, int size)
            throws CheckpointException, IOException {
        Optional<Companion> file = companions.find(CompanionFile.VOCABULARY);
        if (file.isPresent()) {
            return VocabularyFile.parse(file.get().content(), file.get().origin());
        }
        Optional<Companion> tags = companions.find(CompanionFile.TAGS);
        Optional<VocabularyFile> dump = tags.isPresent() ? WordpieceDump.read(tags.get(), size) : Optional.empty();
        if (dump.isPresent()) {
            return dump.get();
        }
        Companion lent = companions
                .borrow(CompanionFile.VOCABULARY, CheckpointFiles.VOCABULARY)
                .orElseThrow(() -> new UnservableCheckpointException(companions.files().name()
                        + " comes without vocab.txt, as AllenNLP archives do: put the wordpiece vocabulary of its BERT"
                        + (configuration.bertName().isEmpty()
                                ? ""
                                : " (" + Printable.excerpt(configuration.bertName()) + ")")
                        + " into " + companions.beside() + " as vocab.txt or name it with --vocab."));
        return VocabularyFile.parse(lent.content(), lent.origin());
    }

    private static Optional<Companion> findOrBorrow(Companions companions, CompanionFile file)
            throws CheckpointException, IOException {
        Optional<Companion> own = companions.find(file);
        return own.isPresent() ? own : companions.borrow(file, file.path());
    }
}
