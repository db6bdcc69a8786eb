package dev.srlstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.RandomWeights;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.ScriptTarget;
import dev.srlstream.torchscript.SrlBertArchive;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the engine does with an archive of made-up weights; agreement with the reference is {@code ReferenceParityTest}'s. */
class TorchSrlModelTest {
    private static final BertConfig CONFIG = new BertConfig(2, 24, 3, 40, 50, 32, 2, 1e-12);
    private static final int LABELS = 7;
    private static final long SEED = 20;

    private static Path folder;

    private static TorchSrlModel model;

    @BeforeAll
    static void loadAModel(@TempDir Path temporary) throws Exception {
        folder = temporary;
        model = load(ScriptTarget.CPU);
    }

    @AfterAll
    static void closeIt() {
        model.close();
    }

    @Test
    void givesADistributionPerWordpiece() {
        // When
        List<float[]> probabilities = model.forward(List.of(row(5, 1), row(3, 2)));

        // Then
        assertThat(probabilities).extracting(row -> row.length).containsExactly(5 * LABELS, 3 * LABELS);
        for (float[] row : probabilities) {
            for (int begin = 0; begin < row.length; begin += LABELS) {
                double sum = IntStream.range(begin, begin + LABELS)
                        .mapToDouble(i -> row[i])
                        .sum();
                assertThat(sum).isCloseTo(1.0, within(1e-5));
            }
        }
    }

    @Test
    void givesARowTheSameProbabilitiesBesideALongerOne() {
        // Given
        WordpieceRow row = row(6, 3);

        // When
        List<float[]> batched = model.forward(List.of(row(31, 4), row, row(9, 5)));

        // Then
        assertThat(batched.get(1)).containsExactly(model.forward(List.of(row)).get(0), within(1e-5f));
    }

    @Test
    void seesThePredicate() {
        // Given
        int[] ids = row(6, 6).ids();

        // When
        List<float[]> probabilities = model.forward(
                List.of(new WordpieceRow(ids, 1, 2), new WordpieceRow(ids, 3, 5), new WordpieceRow(ids, 3, 3)));

        // Then
        assertThat(probabilities.get(0)).isNotEqualTo(probabilities.get(1));
        assertThat(probabilities.get(1)).isNotEqualTo(probabilities.get(2));
    }

    @Test
    void takesRowsAsLongAsItHasPositions() {
        // Given
        WordpieceRow longest = row(CONFIG.positions(), 7);

        // When
        List<float[]> probabilities = model.forward(List.of(longest));

        // Then
        assertThat(probabilities.get(0)).hasSize(CONFIG.positions() * LABELS);
    }

    @Test
    void failsOnARowThatIsTooLongAndStaysUsable() {
        // When
        var refused = assertThatThrownBy(() -> model.forward(List.of(row(CONFIG.positions() + 1, 8))));

        // Then
        refused.isInstanceOf(ModelException.class).hasMessageContaining("33 wordpieces, and the model 32 positions");

        assertThat(model.forward(List.of(row(4, 9)))).hasSize(1);
    }

    @Test
    void computesTheSameOnSeveralThreadsAtOnce() throws Exception {
        // Given
        List<WordpieceRow> rows =
                IntStream.range(0, 32).mapToObj(i -> row(2 + i % 30, i)).toList();
        List<float[]> alone =
                rows.stream().map(row -> model.forward(List.of(row)).get(0)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        List<Future<List<float[]>>> results = threads.invokeAll(rows.stream()
                .map(row -> (Callable<List<float[]>>) () -> model.forward(List.of(row)))
                .toList());

        // Then
        threads.shutdown();
        for (int i = 0; i < rows.size(); i++) {
            assertThat(results.get(i).get().get(0)).containsExactly(alone.get(i), within(1e-5f));
        }
    }

    @Test
    void refusesToRunOnceClosed() throws Exception {
        // Given
        TorchSrlModel closed = load(ScriptTarget.CPU);
        closed.close();

        // When
        var refused = assertThatThrownBy(() -> closed.forward(List.of(row(3, 1))));

        // Then
        refused.isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"CUDA", "PORTABLE"})
    void computesTheSameOnTheProcessorWithLayersThatAreNotPacked(ScriptTarget target) throws Exception {
        // Given
        List<WordpieceRow> rows = List.of(row(12, 10), row(5, 11));

        // When
        List<float[]> plain;
        try (TorchSrlModel other = load(target)) {
            plain = other.forward(rows);
        }

        // Then
        List<float[]> packed = model.forward(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(plain.get(i)).containsExactly(packed.get(i), within(1e-5f));
        }
    }

    @Test
    void saysWhichFileCannotBeLoaded() throws IOException {
        // Given
        Path broken = Files.writeString(folder.resolve("broken.pt"), "no archive");

        // When
        var refused = assertThatThrownBy(() ->
                TorchSrlModel.load(TorchEngine.start(1), broken, new ComputeDevice.Cpu(), LABELS, CONFIG.positions()));

        // Then
        refused.isInstanceOf(ModelUnavailableException.class).hasMessageContaining(broken.toString());
    }

    private static TorchSrlModel load(ScriptTarget target) throws IOException, ModelUnavailableException {
        StateDict weights = RandomWeights.of(CONFIG, LABELS, SEED);
        Path archive = folder.resolve(target.key() + ".pt");
        try (FileChannel out = FileChannel.open(
                archive, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            new SrlBertArchive(weights, CONFIG, target, Precision.FP32, Recipe.PLAIN).write(out, fraction -> {});
        }
        return TorchSrlModel.load(TorchEngine.start(1), archive, new ComputeDevice.Cpu(), LABELS, CONFIG.positions());
    }

    private static WordpieceRow row(int length, long seed) {
        int[] ids = new Random(seed).ints(length, 0, CONFIG.vocabularySize()).toArray();
        return new WordpieceRow(ids, 1, 2);
    }
}
