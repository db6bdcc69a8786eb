package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.model.ModelException;
import dev.srlstream.model.ModelUnavailableException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.Recipe.Operand;
import dev.srlstream.torchscript.Recipe.Products;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trial makes of times; what the recipes give is {@code RecipesTest}'s. */
class RecipeTrialTest {
    private static final Processor PROCESSOR = new Processor("amd64", Set.of());

    @TempDir
    private Path cache = Path.of("");

    private final List<Layer> loaded = new ArrayList<>();
    private boolean panels = true;

    /** A layer that takes its time of a processor. */
    private static final class Layer implements SrlModel {
        private final long milliseconds;
        private boolean closed;

        private Layer(long milliseconds) {
            this.milliseconds = milliseconds;
        }

        @Override
        public List<float[]> forward(List<WordpieceRow> rows) {
            if (milliseconds == 0) {
                throw new ModelException("an instruction is missing");
            }
            long end = System.nanoTime() + milliseconds * 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return List.of(new float[1]);
        }

        @Override
        public int labels() {
            return 1;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Times of joined, apart and panels, a hundred apart where they matter. */
    @ParameterizedTest
    @CsvSource({"1, 100, 100, joined-alias", "100, 1, 100, apart-alias", "100, 100, 1, panels-alias"})
    void takesTheFastestAndRemembersIt(long joined, long apart, long panelled, String fastest) throws Exception {
        // When
        Recipe recipe = trial(joined, apart, panelled).choose(Precision.INT8);

        // Then
        assertThat(recipe).isEqualTo(Recipe.of(fastest));
        assertThat(remembered().recipe(Precision.INT8)).contains(recipe);
        assertThat(remembered().recipe(Precision.BF16)).isEmpty();
        assertThat(loaded).hasSize(3).allMatch(layer -> layer.closed);
    }

    @Test
    void measuresNothingThatIsRemembered() throws Exception {
        // Given
        remembered().remember(Precision.BF16, Recipe.of("apart-copy"));

        // When
        Recipe recipe = trial(1, 1, 1).choose(Precision.BF16);

        // Then
        assertThat(recipe).isEqualTo(Recipe.of("apart-copy"));
        assertThat(loaded).isEmpty();
    }

    @Test
    void measuresNothingInFp32() throws Exception {
        assertThat(trial(100, 1, 1).choose(Precision.FP32)).isEqualTo(Recipe.PLAIN);
        assertThat(loaded).isEmpty();
    }

    @Test
    void triesNoPanelsWhereTheFeedForwardIsNarrow() throws Exception {
        // Given
        panels = false;

        // When
        trial(1, 1, 1).choose(Precision.BF16);

        // Then
        assertThat(loaded).hasSize(2);
    }

    /** 0 stands for a layer that cannot run, -1 for one that does not load. */
    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void takesThePlainOneAndRemembersNothingWhereOneFails(long panelled) throws Exception {
        // When
        Recipe recipe = trial(1, 1, panelled).choose(Precision.INT8);

        // Then
        assertThat(recipe).isEqualTo(Recipe.PLAIN);
        assertThat(remembered().recipe(Precision.INT8)).isEmpty();
        assertThat(loaded).allMatch(layer -> layer.closed);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000, 1000, JOINED", "1000, 990, 985, JOINED", "1000, 900, 890, APART", "1000, 900, 800, PANELS"
    })
    void takesMoreProductsOnlyForAClearGain(long joined, long apart, long panelled, Products fastest) {
        assertThat(LayerTimes.fastest(
                        Map.of(Products.JOINED, joined, Products.APART, apart, Products.PANELS, panelled)))
                .isEqualTo(fastest);
    }

    private RecipeTrial trial(long joined, long apart, long panelled) {
        return new RecipeTrial(remembered(), new RecipeTrial.Models() {
            @Override
            public Operand operand(Precision precision) {
                return precision == Precision.INT8 ? Operand.ALIAS : Operand.COPY;
            }

            @Override
            public boolean havePanels() {
                return panels;
            }

            @Override
            public SrlModel load(Precision precision, Recipe recipe) throws IOException, ModelUnavailableException {
                long time =
                        switch (recipe.products()) {
                            case JOINED -> joined;
                            case APART -> apart;
                            case PANELS -> panelled;
                        };
                if (time < 0) {
                    throw new ModelUnavailableException("an operator is missing", new IOException());
                }
                loaded.add(new Layer(time));
                return loaded.get(loaded.size() - 1);
            }
        });
    }

    private RememberedTrials remembered() {
        return new RememberedTrials(
                new ModelCache(List.of(cache)), new CacheKey("0a", Map.of()), PROCESSOR, Map.of("pytorch", "2.7.1"));
    }
}
