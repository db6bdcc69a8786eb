package dev.srlstream.torchscript;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The module tree of an SrlBert: the weights of a state dict as attributes of the classes in {@code srl_bert.py}. */
final class SrlBertModules {
    private static final String EMBEDDINGS = "bert_model.embeddings.";
    private static final String ENCODER_LAYER = "bert_model.encoder.layer.";
    private static final String TAG_PROJECTION = "tag_projection_layer.";

    private final StateDict weights;
    private final BertConfig config;
    private final ScriptTarget target;
    private final Precision precision;
    private final Recipe.Products products;

    SrlBertModules(
            StateDict weights, BertConfig config, ScriptTarget target, Precision precision, Recipe.Products products) {
        this.weights = weights;
        this.config = config;
        this.target = target;
        this.precision = precision;
        this.products = products;
    }

    ScriptValue root() {
        Map<String, ScriptValue> attributes = new LinkedHashMap<>();
        attributes.put("layout", module("Layout", Map.of()));
        attributes.put("embeddings", embeddings());
        for (int layer = 0; layer < config.layers(); layer++) {
            attributes.put("layer" + layer, encoderLayer(ENCODER_LAYER + layer + "."));
        }
        attributes.put("tag_weight", weight(TAG_PROJECTION + "weight", DType.FLOAT32));
        attributes.put("tag_bias", weight(TAG_PROJECTION + "bias", DType.FLOAT32));
        return module("SrlBert", attributes);
    }

    private ScriptValue embeddings() {
        Map<String, ScriptValue> attributes = new LinkedHashMap<>();
        attributes.put("words", weight(EMBEDDINGS + "word_embeddings.weight"));
        attributes.put("positions", weight(EMBEDDINGS + "position_embeddings.weight"));
        attributes.put("types", weight(EMBEDDINGS + "token_type_embeddings.weight"));
        attributes.put("norm", layerNorm(EMBEDDINGS + "LayerNorm."));
        return module("Embeddings", attributes);
    }

    private ScriptValue encoderLayer(String prefix) {
        Map<String, ScriptValue> attributes = new LinkedHashMap<>();
        attributes.put("attention", selfAttention(prefix + "attention."));
        attributes.put("attention_norm", layerNorm(prefix + "attention.output.LayerNorm."));
        int panels = products == Recipe.Products.PANELS ? Recipe.panels(config.intermediateSize()) : 1;
        attributes.put("intermediate", linear(List.of(prefix + "intermediate.dense."), panels, 1));
        attributes.put("output", linear(List.of(prefix + "output.dense."), 1, panels));
        attributes.put("output_norm", layerNorm(prefix + "output.LayerNorm."));
        return module("EncoderLayer", attributes);
    }

    private ScriptValue selfAttention(String prefix) {
        Map<String, ScriptValue> attributes = new LinkedHashMap<>();
        attributes.put("attention", module("Attention", Map.of("heads", new ScriptValue.Whole(config.heads()))));
        attributes.put(
                "query_key_value",
                linear(
                        List.of(prefix + "self.query.", prefix + "self.key.", prefix + "self.value."),
                        products == Recipe.Products.JOINED ? 1 : 3,
                        1));
        attributes.put("output", linear(List.of(prefix + "output.dense."), 1, 1));
        return module("SelfAttention", attributes);
    }

    private ScriptValue layerNorm(String prefix) {
        Map<String, ScriptValue> attributes = new LinkedHashMap<>();
        attributes.put("weight", weight(prefix + "weight"));
        attributes.put("bias", weight(prefix + "bias"));
        attributes.put("epsilon", new ScriptValue.Real(config.layerNormEpsilon()));
        return module("LayerNorm", attributes);
    }

    private ScriptValue linear(List<String> prefixes, int outputParts, int inputParts) {
        return new LinearModule(joined(prefixes, "weight"), joined(prefixes, "bias"), outputParts, inputParts)
                .value(target, precision);
    }

    private StoredWeight joined(List<String> prefixes, String name) {
        List<Tensor> parts =
                prefixes.stream().map(prefix -> tensor(prefix + name)).toList();
        return new StoredWeight(parts.size() == 1 ? parts.get(0) : new JoinedTensor(parts), precision.weights());
    }

    private static ScriptValue module(String name, Map<String, ScriptValue> attributes) {
        return new ScriptValue.Instance(ScriptArchive.MODULE, name, new ScriptValue.Attributes(attributes));
    }

    private ScriptValue weight(String key) {
        return weight(key, precision.weights());
    }

    private ScriptValue weight(String key, DType dtype) {
        return new ScriptValue.Weight(new StoredWeight(tensor(key), dtype));
    }

    private Tensor tensor(String key) {
        Tensor tensor = weights.tensors().get(key);
        if (tensor == null) {
            throw new IllegalArgumentException("the reconciled weights lack " + key);
        }
        return tensor;
    }
}
