package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.compare.TensorComparison;
import dev.srlstream.compare.TensorComparison.Identical;
import dev.srlstream.compare.TensorComparison.InModelOnly;
import dev.srlstream.statedict.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TensorGroupTest {
    private static final String LAYER = "bert_model.encoder.layer.";

    @Test
    void putsNeighbouringLayersTogetherInWhichTheSameTensorsDiffer() {
        // Given: everything differs in layers 0 to 10 and in the projection, one tensor of layer 11, none of 12
        List<TensorComparison> tensors = model(key -> !key.contains("embeddings")
                && !key.startsWith(LAYER + "12.")
                && !(key.startsWith(LAYER + "11.") && key.endsWith("bias")));
        // When
        List<TensorGroup> groups = TensorGroup.of(tensors, InModelOnly.class::isInstance);
        // Then
        assertThat(groups)
                .extracting(TensorGroup::part)
                .containsExactly("encoder layers 0–10", "encoder layer 11", "tag projection");
        assertThat(groups).extracting(TensorGroup::all).containsExactly(true, false, true);
        assertThat(groups.get(0).concerned()).hasSize(22);
        assertThat(groups.get(1).names()).containsExactly("output.dense.weight");
    }

    @Test
    void keepsLayersApartThatAreNoNeighbours() {
        // Given
        List<TensorComparison> tensors = model(key -> key.startsWith(LAYER + "2.") || key.startsWith(LAYER + "4."));
        // When
        List<TensorGroup> groups = TensorGroup.of(tensors, InModelOnly.class::isInstance);
        // Then
        assertThat(groups).extracting(TensorGroup::part).containsExactly("encoder layer 2", "encoder layer 4");
    }

    @Test
    void hasNoGroupWhereNothingDiffers() {
        assertThat(TensorGroup.of(model(key -> false), InModelOnly.class::isInstance))
                .isEmpty();
        assertThat(TensorGroup.of(List.of(), InModelOnly.class::isInstance)).isEmpty();
    }

    private static List<TensorComparison> model(Predicate<String> differs) {
        List<String> keys = new ArrayList<>();
        keys.add("bert_model.embeddings.word_embeddings.weight");
        for (int i = 0; i < 13; i++) {
            keys.add(LAYER + i + ".output.dense.weight");
            keys.add(LAYER + i + ".output.dense.bias");
        }
        keys.add("tag_projection_layer.weight");
        return keys.stream()
                .<TensorComparison>map(key ->
                        differs.test(key) ? new InModelOnly(key) : new Identical(key, DType.FLOAT32, DType.FLOAT32))
                .toList();
    }
}
