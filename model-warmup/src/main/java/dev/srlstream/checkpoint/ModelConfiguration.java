package dev.srlstream.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.configuration.Json;
import dev.srlstream.configuration.SpecialTokens;
import dev.srlstream.configuration.TransformersConfig;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.refusal.UnservableCheckpointException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code config.json} says about an SrlBert: AllenNLP's, or transformers'. What concerns training alone is not looked at.
 *
 * @param bertName {@code model.bert_model} where it is a name; empty otherwise
 * @param bertConfig {@code model.bert_model} where it is a configuration
 * @param readerBertName {@code bert_model_name} of the reader that predictions use; empty where there is none
 * @param specialTokens of {@code vocabulary}
 * @param transformers the configuration where it is transformers'; all else is then empty
 */
record ModelConfiguration(
        String bertName,
        Optional<JsonNode> bertConfig,
        String readerBertName,
        SpecialTokens specialTokens,
        Optional<TransformersConfig> transformers) {
    /** Of weights that come without any. */
    static final ModelConfiguration NONE = without(Optional.empty());

    private static final String SRL_BERT = "srl_bert";
    /** AllenNLP takes the path of a class for a registered name; it moved from allennlp 0.9 to allennlp-models. */
    private static final Pattern SRL_BERT_CLASS = Pattern.compile("allennlp(_models)?(\\.\\w+)*\\.SrlBert");

    private static final Pattern SRL_READER_CLASS = Pattern.compile("allennlp(_models)?(\\.\\w+)*\\.SrlReader");
    private static final List<String> READERS = List.of("validation_dataset_reader", "dataset_reader");
    /** Inside a reader that only reads in another way: {@code sharded}, {@code multiprocess}. */
    private static final String BASE_READER = "base_reader";

    private static final String FROM_ARCHIVE = "from_archive";

    /** @throws UnservableCheckpointException for another sort of model */
    static ModelConfiguration of(CheckpointFiles files) throws CheckpointException {
        return files.container().equals(BareWeights.CONTAINER)
                ? NONE
                : parse(files.required(CheckpointFiles.CONFIG), files.name() + ": " + CheckpointFiles.CONFIG);
    }

    /** @param origin file that the content came from, for messages */
    static ModelConfiguration parse(byte[] content, String origin) throws CheckpointException {
        JsonNode config = Json.parseObject(content, origin);
        if (TransformersConfig.is(config)) {
            return without(Optional.of(TransformersConfig.parse(config, origin)));
        }
        JsonNode model = config.path("model");
        requireSrlBert(model, origin);
        JsonNode bert = model.path("bert_model");
        JsonNode vocabulary = config.path("vocabulary");
        return new ModelConfiguration(
                bert.isTextual() ? bert.textValue() : "",
                bert.isObject() ? Optional.of(bert) : Optional.empty(),
                readerBertName(config),
                new SpecialTokens(
                        text(vocabulary, "padding_token", SpecialTokens.DEFAULT.padding()),
                        text(vocabulary, "oov_token", SpecialTokens.DEFAULT.unknown())),
                Optional.empty());
    }

    /** The same, without the name that may stand for a published BERT's dimensions. */
    ModelConfiguration withoutBertName() {
        return new ModelConfiguration("", bertConfig, readerBertName, specialTokens, transformers);
    }

    private static ModelConfiguration without(Optional<TransformersConfig> transformers) {
        return new ModelConfiguration("", Optional.empty(), "", SpecialTokens.DEFAULT, transformers);
    }

    private static void requireSrlBert(JsonNode model, String origin) throws CheckpointException {
        JsonNode type = model.path("type");
        if (type.asText().equals(SRL_BERT)
                || SRL_BERT_CLASS.matcher(type.asText()).matches()) {
            return;
        }
        if (type.asText().equals(FROM_ARCHIVE)) {
            throw new UnservableCheckpointException(origin + " says only that the model was built from the archive "
                    + Printable.excerpt(text(model, "archive_file", "of another model"))
                    + " (model.type from_archive): put the model section of that archive's config.json in its place.");
        }
        throw new UnservableCheckpointException(origin + " says that this is "
                + (type.isTextual()
                        ? "a model of type " + Printable.excerpt(type.asText())
                        : "a model of no type (model.type is missing or no text)")
                + "; only " + SRL_BERT + " models can be served.");
    }

    /** AllenNLP predicts with the validation reader where there is one. */
    private static String readerBertName(JsonNode config) {
        String name = "";
        for (String reader : READERS) {
            name = name.isEmpty() ? text(innermost(config.path(reader)), "bert_model_name", "") : name;
        }
        return name;
    }

    private static JsonNode innermost(JsonNode reader) {
        JsonNode inner = reader;
        while (inner.path(BASE_READER).isObject()) {
            inner = inner.path(BASE_READER);
        }
        return inner;
    }

    /**
     * A {@code config.json} as every AllenNLP since 1.0 opens it: plain JSON, the model under its registered name, and the
     * reader that predictions use without others around it. Numbers that JSON does not have become null.
     *
     * @return the content itself where it is so
     */
    static byte[] portable(byte[] content, String origin) throws CheckpointException {
        ObjectNode config = Json.parseObject(content, origin);
        if (config.path("model") instanceof ObjectNode model
                && SRL_BERT_CLASS.matcher(model.path("type").asText()).matches()) {
            model.put("type", SRL_BERT);
        }
        for (String name : READERS) {
            JsonNode reader = innermost(config.path(name));
            if (reader instanceof ObjectNode srl) {
                config.set(name, srl);
                if (SRL_READER_CLASS.matcher(srl.path("type").asText()).matches()) {
                    srl.put("type", "srl");
                }
            }
        }
        return Json.plain(content, config);
    }

    private static String text(JsonNode parent, String name, String byDefault) {
        return parent.path(name).isTextual() ? parent.path(name).textValue() : byDefault;
    }
}
