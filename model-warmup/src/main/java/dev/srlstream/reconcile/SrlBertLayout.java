package dev.srlstream.reconcile;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.reconcile.ExpectedTensor.Axis;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of AllenNLP's SrlBert for given dimensions, under its keys and in the order in which PyTorch lists them.
 *
 * @param labels number of labels
 */
public record SrlBertLayout(BertConfig config, int labels) {
    static final String BERT = "bert_model.";
    public static final String POSITION_IDS = BERT + "embeddings.position_ids";
    static final String WORD_EMBEDDINGS = BERT + "embeddings.word_embeddings.weight";
    static final String LAYER = BERT + "encoder.layer.";
    static final String PROJECTION = "tag_projection_layer.";
    static final String CONFIGURATION = "the BERT configuration";
    static final String LABEL_FILE = "vocabulary/labels.txt";

    /** The learned tensors that predictions depend on. */
    public List<ExpectedTensor> learned() {
        List<ExpectedTensor> all = new ArrayList<>();
        String embeddings = BERT + "embeddings.";
        all.add(tensor(WORD_EMBEDDINGS, axis("vocab_size", config.vocabularySize()), hidden()));
        all.add(tensor(
                embeddings + "position_embeddings.weight",
                axis("max_position_embeddings", config.positions()),
                hidden()));
        all.add(tensor(
                embeddings + "token_type_embeddings.weight",
                axis("type_vocab_size", config.typeVocabularySize()),
                hidden()));
        addNorm(all, embeddings);
        for (int i = 0; i < config.layers(); i++) {
            addLayer(all, LAYER + i + ".");
        }
        addLinear(
                all,
                PROJECTION.substring(0, PROJECTION.length() - 1),
                new Axis("the number of labels", labels, LABEL_FILE),
                hidden());
        return List.copyOf(all);
    }

    /** The learned tensors that SrlBert has, but does not use. */
    List<ExpectedTensor> pooler() {
        List<ExpectedTensor> all = new ArrayList<>();
        addLinear(all, BERT + "pooler.dense", hidden(), hidden());
        return List.copyOf(all);
    }

    /** All learned tensors in the order in which PyTorch lists them. */
    public List<ExpectedTensor> stateDict() {
        List<ExpectedTensor> all = new ArrayList<>(learned());
        all.addAll(all.size() - 2, pooler());
        return List.copyOf(all);
    }

    /** The buffer 0, 1, 2 … that transformers 3.1.0 to 4.30.2 keep in the state dict. */
    public TensorType positionIds() {
        return new TensorType(DType.INT64, List.of(1L, (long) config.positions()));
    }

    private void addLayer(List<ExpectedTensor> all, String layer) {
        for (String projection : List.of("query", "key", "value")) {
            addLinear(all, layer + "attention.self." + projection, hidden(), hidden());
        }
        addLinear(all, layer + "attention.output.dense", hidden(), hidden());
        addNorm(all, layer + "attention.output.");
        addLinear(all, layer + "intermediate.dense", intermediate(), hidden());
        addLinear(all, layer + "output.dense", hidden(), intermediate());
        addNorm(all, layer + "output.");
    }

    private void addNorm(List<ExpectedTensor> all, String prefix) {
        all.add(tensor(prefix + "LayerNorm.weight", hidden()));
        all.add(tensor(prefix + "LayerNorm.bias", hidden()));
    }

    private static void addLinear(List<ExpectedTensor> all, String prefix, Axis out, Axis in) {
        all.add(tensor(prefix + ".weight", out, in));
        all.add(tensor(prefix + ".bias", out));
    }

    private static ExpectedTensor tensor(String key, Axis... axes) {
        return new ExpectedTensor(key, List.of(axes));
    }

    private Axis hidden() {
        return axis("hidden_size", config.hiddenSize());
    }

    private Axis intermediate() {
        return axis("intermediate_size", config.intermediateSize());
    }

    private static Axis axis(String name, long size) {
        return new Axis(name, size, CONFIGURATION);
    }
}
