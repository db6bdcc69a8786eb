package dev.srlstream.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.weights.CheckpointException;
import dev.srlstream.weights.Printable;
import dev.srlstream.weights.UnservableCheckpointException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What AllenNLP's {@code config.json} says about an SrlBert.
 *
 * @param bertName {@code model.bert_model} where it is a name; empty otherwise
 * @param bertConfig {@code model.bert_model} where it is a configuration
 * @param readerBertName {@code bert_model_name} of the reader that predictions use; empty where there is none
 */
record ModelConfiguration(String bertName, Optional<JsonNode> bertConfig, String readerBertName) {
    /** Of weights that come without any. */
    static final ModelConfiguration NONE = new ModelConfiguration("", Optional.empty(), "");

    private static final String SRL_BERT = "srl_bert";

    /** @param origin file that the content came from, for messages */
    static ModelConfiguration parse(byte[] content, String origin) throws CheckpointException {
        JsonNode config = Json.parseObject(content, origin);
        JsonNode type = config.path("model").path("type");
        if (!type.asText().equals(SRL_BERT)) {
            throw new UnservableCheckpointException(origin + " says that this is "
                    + (type.isTextual()
                            ? "a model of type " + Printable.excerpt(type.asText())
                            : "a model of no type (model.type is missing)")
                    + "; only " + SRL_BERT + " models can be served.");
        }
        JsonNode bert = config.path("model").path("bert_model");
        return new ModelConfiguration(
                bert.asText(), bert.isObject() ? Optional.of(bert) : Optional.empty(), readerBertName(config));
    }

    /** AllenNLP predicts with the validation reader where there is one. */
    private static String readerBertName(JsonNode config) {
        @Nullable JsonNode validation = config.path("validation_dataset_reader").get("bert_model_name");
        return (validation != null ? validation : config.path("dataset_reader").path("bert_model_name")).asText();
    }
}
