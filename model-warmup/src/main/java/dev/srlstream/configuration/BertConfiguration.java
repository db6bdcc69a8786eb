package dev.srlstream.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import java.util.Optional;

/**
 * A BERT configuration with what it says about words. Missing entries are transformers' defaults, except for the number of
 * heads, which no shape of a weight could contradict.
 *
 * @param lowercase {@code do_lower_case}, where it is said
 */
public record BertConfiguration(BertConfig dimensions, Optional<Boolean> lowercase) {
    private static final int LARGEST = 1 << 24;
    /** Published BERTs have up to 48; every layer costs memory before the first weight is looked at. */
    private static final int MOST_LAYERS = 256;

    /** @param origin where the configuration came from, for messages */
    public static BertConfiguration parse(JsonNode config, String origin) throws CheckpointException {
        var fields = new Fields(config, origin);
        fields.requireValue("model_type", "bert");
        fields.requireValue("hidden_act", "gelu");
        fields.requireValue("position_embedding_type", "absolute");
        fields.requireFalse("is_decoder");
        int heads = fields.requiredSize("num_attention_heads");
        int hiddenSize = fields.size("hidden_size", 768);
        if (hiddenSize % heads != 0) {
            throw new CheckpointException(origin + ": hidden_size " + hiddenSize
                    + " is not a multiple of num_attention_heads " + heads + "; no BERT can have these.");
        }
        var dimensions = new BertConfig(
                fields.size("num_hidden_layers", 12, 1, MOST_LAYERS),
                hiddenSize,
                heads,
                fields.size("intermediate_size", 3072),
                fields.size("vocab_size", 30522),
                fields.size("max_position_embeddings", 512),
                // The second type marks the predicate.
                fields.size("type_vocab_size", 2, 2, LARGEST),
                fields.epsilon("layer_norm_eps", 1e-12));
        return new BertConfiguration(dimensions, fields.flag("do_lower_case"));
    }

    /** The same dimensions; nothing is said about lower case. */
    public BertConfiguration withoutCasing() {
        return new BertConfiguration(dimensions, Optional.empty());
    }

    /** The dimensions that Google published under this name. They say nothing about lower case: the name does. */
    public static Optional<BertConfiguration> wellKnown(String name) {
        return switch (name.replaceFirst("^google-bert/", "")) {
            case "bert-base-uncased" -> published(12, 768, 12, 30522);
            case "bert-base-cased" -> published(12, 768, 12, 28996);
            case "bert-large-uncased" -> published(24, 1024, 16, 30522);
            case "bert-large-cased" -> published(24, 1024, 16, 28996);
            default -> Optional.empty();
        };
    }

    private static Optional<BertConfiguration> published(int layers, int hiddenSize, int heads, int vocabularySize) {
        var dimensions = new BertConfig(layers, hiddenSize, heads, 4 * hiddenSize, vocabularySize, 512, 2, 1e-12);
        return Optional.of(new BertConfiguration(dimensions, Optional.empty()));
    }

    /** Reads single entries and names them when they are wrong. */
    private record Fields(JsonNode config, String origin) {
        int requiredSize(String name) throws CheckpointException {
            if (!config.has(name)) {
                throw new CheckpointException(
                        origin + " does not say " + name + ", which the weights do not tell either: add it.");
            }
            return size(name, 0);
        }

        int size(String name, int byDefault) throws CheckpointException {
            return size(name, byDefault, 1, LARGEST);
        }

        int size(String name, int byDefault, int smallest, int largest) throws CheckpointException {
            JsonNode node = entry(name, JsonNodeFactory.instance.numberNode(byDefault));
            if (!node.isIntegralNumber()
                    || !node.canConvertToInt()
                    || node.intValue() < smallest
                    || node.intValue() > largest) {
                throw wrong(name, node, "a whole number from " + smallest + " to " + largest);
            }
            return node.intValue();
        }

        double epsilon(String name, double byDefault) throws CheckpointException {
            JsonNode node = entry(name, JsonNodeFactory.instance.numberNode(byDefault));
            if (!node.isNumber() || !(node.doubleValue() > 0) || !(node.doubleValue() < 1)) {
                throw wrong(name, node, "a number between 0 and 1");
            }
            return node.doubleValue();
        }

        Optional<Boolean> flag(String name) throws CheckpointException {
            if (!config.hasNonNull(name)) {
                return Optional.empty();
            }
            if (!config.get(name).isBoolean()) {
                throw wrong(name, config.get(name), "true or false");
            }
            return Optional.of(config.get(name).booleanValue());
        }

        void requireValue(String name, String only) throws CheckpointException {
            JsonNode node = entry(name, JsonNodeFactory.instance.textNode(only));
            if (!node.isTextual() || !node.textValue().equals(only)) {
                throw wrong(name, node, only + ", the only one that is implemented");
            }
        }

        void requireFalse(String name) throws CheckpointException {
            if (flag(name).orElse(false)) {
                throw wrong(name, config.get(name), "false: a decoder is no sentence encoder");
            }
        }

        private JsonNode entry(String name, JsonNode byDefault) {
            return config.hasNonNull(name) ? config.get(name) : byDefault;
        }

        private CheckpointException wrong(String name, JsonNode found, String expected) {
            return new CheckpointException(origin + ": " + name + " is " + Printable.excerpt(found.toString())
                    + " and should be " + expected + ".");
        }
    }
}
