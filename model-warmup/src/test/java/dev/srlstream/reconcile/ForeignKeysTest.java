package dev.srlstream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.Outcome;
import dev.srlstream.weights.TestTensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ForeignKeysTest {
    private static final String QUERY = "bert_model.encoder.layer.0.attention.self.query.";

    private final Path directory;

    ForeignKeysTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> models() {
        return Stream.of(
                model(
                        "a wrapper",
                        respelled(key -> "student." + key),
                        "All keys of the file begin with student., which"),
                model(
                        "two wrappers",
                        respelled(key -> "a.module.b." + key),
                        "All keys of the file begin with a.module.b."),
                model(
                        "a wrapper of transformers' BERT",
                        respelled(key -> "x." + key.replace("bert_model.", "bert.")),
                        "begin with x."),
                model(
                        "a wrapper of the BERT alone",
                        respelled(key -> key.replace("bert_model.", "encoder.bert_model.")),
                        "The keys of its BERT begin with encoder., which no wrapper"),
                model(
                        "another name",
                        respelled(key -> key.replace("bert_model.", "transformer.")),
                        "begin with transformer. where SrlBert's begin with bert_model."),
                model("a BertModel", respelled(key -> key.replace("bert_model.", "")), "those of a BertModel alone"),
                model(
                        "two models",
                        respelled(key -> "student." + key)
                                .andThen(with("teacher.bert_model.embeddings.word_embeddings.weight")),
                        "several BERTs, whose keys begin with student.bert_model. and teacher.bert_model."),
                model("bitsandbytes", with(QUERY + "SCB"), QUERY + "SCB, which is a part of quantised weights"),
                model(
                        "GPTQ",
                        without(QUERY + "weight").andThen(with(QUERY + "qweight")),
                        QUERY + "qweight, which is a part of quantised weights"),
                model("LoRA", with(QUERY + "lora_A.default.weight"), "a part of a LoRA adapter: merge it"),
                model(
                        "an FSDP shard",
                        without(QUERY + "weight").andThen(with("_fsdp_wrapped_module._flat_param")),
                        "into which FSDP flattens weights"),
                model(
                        "a published BERT",
                        without("tag_projection_layer.weight").andThen(without("tag_projection_layer.bias")),
                        "a BERT without tag_projection_layer.*, the layer that labels"),
                model("half a layer", without("tag_projection_layer.bias"), "nothing can stand in for it"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void saysWhatTheKeysTell(Consumer<TinyModel> change, String reason) throws Exception {
        // Given
        TinyModel model = new TinyModel().withPositionIds(0, 1, 2, 3, 4);
        change.accept(model);

        // When
        CheckpointAudit audit = audit(model);

        // Then
        assertThat(audit.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(audit.getSummary()).contains(reason).doesNotContain("0 layers");
    }

    private static Arguments model(String name, Consumer<TinyModel> change, String reason) {
        return argumentSet(name, change, reason);
    }

    private static Consumer<TinyModel> with(String key) {
        return model -> model.tensors.put(key, TestTensor.counting("extra", 0, 2));
    }

    private static Consumer<TinyModel> without(String key) {
        return model -> model.tensors.remove(key);
    }

    private static Consumer<TinyModel> respelled(UnaryOperator<String> spelling) {
        return model -> {
            Map<String, TestTensor> usual = new LinkedHashMap<>(model.tensors);
            model.tensors.clear();
            usual.forEach((key, tensor) -> model.tensors.put(spelling.apply(key), tensor));
        };
    }

    private CheckpointAudit audit(TinyModel model) throws Exception {
        CheckpointPaths paths = CheckpointPaths.of(model.write(directory));
        try (JudgedCheckpoint judged = JudgedCheckpoint.open(paths, Terms.of(Policy.RECONCILE), directory)) {
            return judged.audit();
        }
    }
}
