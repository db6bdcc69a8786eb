package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.Companions.Companion;
import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.checkpoint.files.RemarkRule;
import dev.srlstream.configuration.BertConfiguration;
import dev.srlstream.configuration.Json;
import dev.srlstream.configuration.SpecialTokens;
import dev.srlstream.configuration.TransformersConfig;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.refusal.UnservableCheckpointException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files around the weights, read and understood. */
record Surroundings(
        BertConfiguration bert,
        LabelFile labels,
        VocabularyFile vocabulary,
        Casing casing,
        ModelConfiguration configuration) {
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
                    "id2label",
                    around -> around.configuration
                            .transformers()
                            .filter(config -> !config.labels().isEmpty()
                                    && !config.labels().equals(around.labels.labels()))
                            .isPresent(),
                    around -> "config.json has other labels in id2label than the list of labels that is used: one of"
                            + " the two is another model's."),
            RemarkRule.about(
                    CheckpointFiles.TAGS,
                    around -> around.vocabulary.file().equals(CheckpointFiles.TAGS),
                    around -> "No vocab.txt is there, and this file has a line for each of the model's "
                            + around.vocabulary.wordpieces().size() + " wordpieces: it is used as the vocabulary."));

    /** @throws UnservableCheckpointException when a file that the checkpoint does not contain is missing */
    static Surroundings read(Companions companions, ModelConfiguration configuration)
            throws CheckpointException, IOException {
        BertConfiguration bert = bert(companions, configuration);
        LabelFile labels = labels(companions, configuration);
        VocabularyFile vocabulary =
                vocabulary(companions, configuration, bert.dimensions().vocabularySize());
        return new Surroundings(
                bert, labels, vocabulary, casing(companions, bert, configuration, vocabulary), configuration);
    }

    /** What the operator should know. */
    List<Remark> remarks() {
        return Stream.of(RemarkRule.judge(RULES, this), labels.remarks(), vocabulary.remarks(), casing.remarks())
                .flatMap(List::stream)
                .toList();
    }

    private static BertConfiguration bert(Companions companions, ModelConfiguration configuration)
            throws CheckpointException, IOException {
        // transformers' config.json is inside and has the dimensions: what lies beside belongs to another model.
        Optional<Companion> file = configuration.transformers().isPresent()
                ? companions.findNear(CompanionFile.BERT_CONFIG)
                : companions.find(CompanionFile.BERT_CONFIG);
        if (file.isPresent()) {
            return parse(file.get());
        }
        String checkpoint = companions.files().name();
        if (configuration.bertConfig().isPresent()) {
            return BertConfiguration.parse(
                    configuration.bertConfig().get(), checkpoint + ": model.bert_model in config.json");
        }
        if (configuration.transformers().isPresent()) {
            return BertConfiguration.parse(
                    configuration.transformers().get().bert(), checkpoint + ": " + CheckpointFiles.CONFIG);
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

    private static Casing casing(
            Companions companions, BertConfiguration bert, ModelConfiguration configuration, VocabularyFile vocabulary)
            throws CheckpointException, IOException {
        Optional<Boolean> said = bert.lowercase();
        if (said.isEmpty() && configuration.transformers().isPresent()) {
            Optional<Companion> tokenizer = companions.inside(CheckpointFiles.TOKENIZER_CONFIG);
            said = tokenizer.isPresent()
                    ? TransformersConfig.lowercase(
                            tokenizer.get().content(), tokenizer.get().origin())
                    : said;
        }
        if (said.isEmpty() && configuration.readerBertName().isEmpty()) {
            Optional<Companion> lent = companions.borrow(CompanionFile.BERT_CONFIG, "do_lower_case");
            said = lent.isPresent() ? parse(lent.get()).lowercase() : said;
        }
        return Casing.of(said, configuration, vocabulary, companions.files().name());
    }

    private static BertConfiguration parse(Companion file) throws CheckpointException {
        return BertConfiguration.parse(Json.parseObject(file.content(), file.origin()), file.origin());
    }

    private static LabelFile labels(Companions companions, ModelConfiguration configuration)
            throws CheckpointException, IOException {
        Optional<Companion> file = companions.findNear(CompanionFile.LABELS);
        List<String> named =
                configuration.transformers().map(TransformersConfig::labels).orElse(List.of());
        if (file.isEmpty() && !named.isEmpty()) {
            return LabelFile.parse(
                    String.join("\n", named).getBytes(StandardCharsets.UTF_8),
                    NON_PADDED,
                    SpecialTokens.DEFAULT,
                    companions.files().name() + ": id2label in config.json");
        }
        file = file.isPresent() ? file : companions.findBeside(CompanionFile.LABELS);
        file = file.isPresent() ? file : companions.borrow(CompanionFile.LABELS, CheckpointFiles.LABELS);
        byte[] nonPadded = companions
                .find(CompanionFile.NON_PADDED_NAMESPACES)
                .map(Companion::content)
                .orElse(NON_PADDED);
        Companion found = file.orElseThrow(
                () -> new UnservableCheckpointException(companions.files().name() + " has no vocabulary/labels.txt"
                        + configuration
                                .transformers()
                                .map(config -> ", and " + config.withoutLabels())
                                .orElse("")
                        + ": put the one that the model was trained with into " + companions.beside()
                        + " or name it with --labels."));
        return LabelFile.parse(found.content(), nonPadded, configuration.specialTokens(), found.origin());
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
                .orElseThrow(() ->
                        new UnservableCheckpointException(companions.files().name()
                                + " comes without vocab.txt"
                                + (configuration.transformers().isPresent() ? "" : ", as AllenNLP archives do")
                                + ": put the wordpiece vocabulary of its BERT"
                                + (configuration.bertName().isEmpty()
                                        ? ""
                                        : " (" + Printable.excerpt(configuration.bertName()) + ")")
                                + " into " + companions.beside() + " as vocab.txt or name it with --vocab."));
        return VocabularyFile.parse(lent.content(), lent.origin());
    }
}
