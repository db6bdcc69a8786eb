package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.model.ModelException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
import dev.srlstream.torchscript.ScriptTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trial makes of speeds; with real models it is {@code CpuLayersTest}'s. */
class LayersTrialTest {
    private static final Processor ARM = new Processor("aarch64", Set.of());
    private static final Arithmetic PACKED = new Arithmetic(ScriptTarget.CPU, Precision.FP32, Recipe.PLAIN, List.of());

    @TempDir
    private Path cache = Path.of("");

    private final List<Model> loaded = new ArrayList<>();

    /** A model that takes its time. */
    private static final class Model implements SrlModel {
        private final long milliseconds;
        private boolean closed;

        private Model(long milliseconds) {
            this.milliseconds = milliseconds;
        }

        @Override
        public List<float[]> forward(List<WordpieceRow> rows) {
            if (milliseconds < 0) {
                throw new ModelException("an instruction is missing");
            }
            long end = System.nanoTime() + milliseconds * 1_000_000;
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
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

    /** Times a hundred apart; -1 stands for a model that cannot run. */
    @ParameterizedTest
    @CsvSource({"1, 100, CPU, PACKED", "100, 1, PORTABLE, PORTABLE", "-1, 1, PORTABLE, PORTABLE", "1, -1, CPU, PACKED"})
    void takesTheFasterOnesAndRemembersThem(long packed, long portable, ScriptTarget taken, CpuLayers kept)
            throws Exception {
        // When
        LoadedArchive archive = trial(packed, portable, ARM).load(PACKED);

        // Then
        assertThat(archive.arithmetic().target()).isEqualTo(taken);
        assertThat(remembered().layers(Precision.FP32)).contains(kept);
        assertThat(remembered().layers(Precision.BF16)).isEmpty();
        assertThat(loaded)
                .as("only the model that is taken stays open")
                .filteredOn(model -> !model.closed)
                .singleElement()
                .isSameAs(archive.model());
    }

    @Test
    void measuresNothingOnX86() throws Exception {
        // When
        LoadedArchive archive = trial(100, 1, new Processor("amd64", Set.of())).load(PACKED);

        // Then
        assertThat(archive.arithmetic().target()).isEqualTo(ScriptTarget.CPU);
        assertThat(loaded).hasSize(1);
        assertThat(remembered().layers(Precision.FP32)).isEmpty();
    }

    private LayersTrial trial(long packed, long portable, Processor processor) {
        ArchiveLoader loader = arithmetic -> {
            Model model = new Model(arithmetic.target() == ScriptTarget.CPU ? packed : portable);
            loaded.add(model);
            return new LoadedArchive(arithmetic, Path.of("model.pt"), false, model);
        };
        return new LayersTrial(loader, remembered(), processor, 512);
    }

    private RememberedTrials remembered() {
        return new RememberedTrials(
                new ModelCache(List.of(cache)), new CacheKey("0a", Map.of()), ARM, Map.of("pytorch", "2.7.1"));
    }
}
