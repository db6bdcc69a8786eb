package dev.srlstream.repair;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.RepairRecord;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.refusal.CheckpointException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files around the weights of a repaired archive. */
final class SurroundingFiles {
    /** No model on a hub can have such a name: AllenNLP asks for the folder, and takes no other model's wordpieces. */
    private static final String WORDPIECES = "./wordpieces-";

    private SurroundingFiles() {}

    /** Contents by path, in the order in which they are to stand in the archive. */
    static Map<String, byte[]> of(Checkpoint checkpoint, RepairRecord repair) throws CheckpointException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("config.json", checkpoint.config().orElseGet(() -> json(allennlpConfig(checkpoint))));
        files.put("bert_config.json", json(bertConfig(checkpoint).put("do_lower_case", checkpoint.lowercase())));
        files.put("vocabulary/labels.txt", lines(checkpoint.labels()));
        // The labels are written by index, from 0 on, whatever padding they were read with.
        files.put("vocabulary/non_padded_namespaces.txt", lines(List.of("*tags", "*labels")));
        files.put("vocab.txt", lines(checkpoint.vocabulary()));
        checkpoint.meta().ifPresent(meta -> files.put("meta.json", meta));
        files.put("repair.json", repair.toJson());
        return files;
    }

    /** A BERT as a configuration is what AllenNLP's SrlBert takes since allennlp-models 2.5.0. */
    private static ObjectNode allennlpConfig(Checkpoint checkpoint) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.putObject("dataset_reader")
                .put("type", "srl")
                .put("bert_model_name", WORDPIECES + (checkpoint.lowercase() ? "uncased" : "cased"));
        config.putObject("model").put("type", "srl_bert").set("bert_model", bertConfig(checkpoint));
        return config;
    }

    private static ObjectNode bertConfig(Checkpoint checkpoint) {
        BertConfig config = checkpoint.bertConfig();
        return JsonNodeFactory.instance
                .objectNode()
                .put("model_type", "bert")
                .put("hidden_act", "gelu")
                .put("num_hidden_layers", config.layers())
                .put("hidden_size", config.hiddenSize())
                .put("num_attention_heads", config.heads())
                .put("intermediate_size", config.intermediateSize())
                .put("vocab_size", config.vocabularySize())
                .put("max_position_embeddings", config.positions())
                .put("type_vocab_size", config.typeVocabularySize())
                .put("layer_norm_eps", config.layerNormEpsilon());
    }

    private static byte[] json(ObjectNode json) {
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] lines(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
