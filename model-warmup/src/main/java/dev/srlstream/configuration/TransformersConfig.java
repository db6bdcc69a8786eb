package dev.srlstream.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.refusal.UnservableCheckpointException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code config.json} that transformers writes beside the weights of a BERT, for a model that tags words.
 *
 * @param bert the configuration itself: its dimensions stand at its root
 * @param labels of {@code id2label} by index; empty where it has none of its own
 */
public record TransformersConfig(JsonNode bert, List<String> labels) {
    private static final String BERT = "bert";
    private static final String ID2LABEL = "id2label";
    private static final int MAX_LABELS = 10_000;

    /** What transformers writes where nobody gave the labels names. */
    private static final Pattern PLACEHOLDER = Pattern.compile("LABEL_\\d+");

    /** Heads that classify a whole sentence or an answer under the keys of a head that tags words. */
    private static final Pattern OTHER_TASK =
            Pattern.compile(".*For(SequenceClassification|MultipleChoice|QuestionAnswering|NextSentencePrediction)");

    /** Whether this is transformers' and not AllenNLP's. */
    public static boolean is(JsonNode config) {
        return !config.has("model")
                && !config.has("dataset_reader")
                && (config.has("model_type") || config.has("architectures") || config.has("num_attention_heads"));
    }

    /**
     * @param origin file that the content came from, for messages
     * @throws UnservableCheckpointException for another sort of model
     */
    public static TransformersConfig parse(JsonNode config, String origin) throws CheckpointException {
        String architecture = config.path("architectures").path(0).asText("");
        String type = config.path("model_type").asText("");
        boolean bert = type.isEmpty()
                ? architecture.isEmpty() || architecture.startsWith("Bert") || architecture.startsWith("Srl")
                : type.equals(BERT);
        if (!bert) {
            throw new UnservableCheckpointException(origin + " says that this is a model of type "
                    + Printable.excerpt(type.isEmpty() ? architecture : type)
                    + " of Hugging Face's transformers; only models of type bert can be served.");
        }
        if (OTHER_TASK.matcher(architecture).matches()) {
            throw new UnservableCheckpointException(origin + " says that this is a " + Printable.excerpt(architecture)
                    + ", which does not tag words; only SrlBert and BertForTokenClassification can be served.");
        }
        return new TransformersConfig(config, labels(config.path(ID2LABEL), origin));
    }

    /** What a file that came without labels lacks, to follow "and". */
    public String withoutLabels() {
        return bert.path(ID2LABEL).size() > 0
                ? "id2label in its config.json has only the placeholders LABEL_0 and so on"
                : "its config.json has no labels in id2label";
    }

    private static List<String> labels(JsonNode byId, String origin) throws CheckpointException {
        List<String> labels = new ArrayList<>();
        if (byId.size() > MAX_LABELS) {
            throw new CheckpointException(origin + ": id2label has " + byId.size() + " labels, more than the "
                    + MAX_LABELS + " there may be.");
        }
        for (int id = 0; id < byId.size(); id++) {
            JsonNode label = byId.path(String.valueOf(id));
            if (!label.isTextual() || label.textValue().contains("\n")) {
                throw new CheckpointException(origin + ": id2label should give a text to each number from 0 to "
                        + (byId.size() - 1) + ", and gives none to " + id + ".");
            }
            labels.add(label.textValue());
        }
        boolean named =
                labels.stream().anyMatch(label -> !PLACEHOLDER.matcher(label).matches());
        return named ? List.copyOf(labels) : List.of();
    }

    /**
     * {@code do_lower_case} of a {@code tokenizer_config.json}, where it is said.
     *
     * @param origin file that the content came from, for messages
     */
    public static Optional<Boolean> lowercase(byte[] tokenizer, String origin) throws CheckpointException {
        JsonNode flag = Json.parseObject(tokenizer, origin).path("do_lower_case");
        if (flag.isMissingNode() || flag.isNull()) {
            return Optional.empty();
        }
        if (!flag.isBoolean()) {
            throw new CheckpointException(origin + ": do_lower_case is "
                    + Printable.excerpt(flag.toString().toLowerCase(Locale.ROOT)) + " and should be true or false.");
        }
        return Optional.of(flag.booleanValue());
    }
}
