package dev.srlstream.warmup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.event.StageTiming;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.torchscript.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which linear layers a model has; that their tags are the reference's, {@code ReferenceParityTest} shows. */
class CpuLayersTest {
    private static final Processor X86 = new Processor("amd64", Set.of());
    /** Nothing but the choice depends on it. */
    private static final Processor ARM = new Processor("aarch64", Set.of("asimd"));

    private static final WordpieceRow ROW = new WordpieceRow(new int[] {101, 1153, 408, 383, 102}, 2, 3);

    @TempDir
    private Path cache = Path.of("");

    @ParameterizedTest
    @EnumSource(
            value = CpuLayers.class,
            names = {"PACKED", "PORTABLE"})
    void areTheForcedOnesOnAnyProcessor(CpuLayers forced) throws Exception {
        for (Processor processor : List.of(X86, ARM)) {
            // When
            try (WarmModel warm = warm(forced, processor)) {

                // Then
                assertThat(warm.report().getLayers()).isEqualToIgnoringCase(forced.name());
                assertThat(warm.report().getRemarks()).isEmpty();
            }
            assertThat(archives()).hasSize(1);
        }
    }

    @Test
    void arePackedOnX86WithoutATrial() throws Exception {
        // When
        try (WarmModel warm = warm(CpuLayers.AUTO, X86)) {

            // Then
            assertThat(warm.report().getLayers()).isEqualTo("packed");
            assertThat(warm.report().getRemarks()).isEmpty();
        }
        assertThat(archives()).hasSize(1);
        assertThat(files("layers-")).isEmpty();
    }

    @Test
    void arePortableWhereLibtorchLacksAnOperatorOfThePackedOnes() throws Exception {
        // Given
        List<float[]> packed;
        try (WarmModel warm = warm(CpuLayers.AUTO, X86)) {
            packed = warm.model().forward(List.of(ROW));
        }
        takeAnOperatorAway();

        // When
        try (WarmModel warm = warm(CpuLayers.AUTO, X86)) {

            // Then
            assertThat(warm.report().getLayers()).isEqualTo("portable");
            assertThat(warm.report().getPrecision()).isEqualTo("fp32");
            assertThat(warm.report().getCached()).isFalse();
            assertThat(warm.report().getRemarks())
                    .singleElement()
                    .asString()
                    .startsWith("The linear layers are portable, since packed ones cannot be loaded: ")
                    .contains("mkldnn::_linear_pointwisX");
            assertThat(warm.model().forward(List.of(ROW)).get(0)).containsExactly(packed.get(0), within(1e-5f));
        }
    }

    @Test
    void areNotReplacedWherePackedOnesAreForced() throws Exception {
        // Given
        warm(CpuLayers.PACKED, X86).close();
        takeAnOperatorAway();

        // When
        var refused = assertThatThrownBy(() -> warm(CpuLayers.PACKED, X86));

        // Then
        refused.isInstanceOf(WarmUpException.class)
                .hasMessageContainingAll("mkldnn::_linear_pointwisX", "model.cpu.layers=auto");
    }

    @Test
    void areRememberedWhereTheyHadToBeMeasured() throws Exception {
        // Given
        String chosen;
        try (WarmModel warm = warm(CpuLayers.AUTO, ARM)) {
            chosen = warm.report().getLayers();
        }
        assertThat(archives()).hasSize(2);
        assertThat(files("layers-")).hasSize(1);
        assertThat(files("layers-").get(0)).content().isEqualToIgnoringCase(chosen);

        // When
        try (WarmModel warm = warm(CpuLayers.AUTO, ARM)) {

            // Then
            assertThat(warm.report().getLayers()).isEqualTo(chosen);
            assertThat(warm.report().getCached()).isTrue();
            assertThat(warm.report().getStages())
                    .extracting(StageTiming::getStage)
                    .containsExactly("read", "engine", "load", "first-forward");
        }
    }

    /** Measuring again would find the same at least once. */
    @ParameterizedTest
    @EnumSource(
            value = CpuLayers.class,
            names = {"PACKED", "PORTABLE"})
    void areWhatAnEarlierStartFoundAndNotMeasuredAgain(CpuLayers found) throws Exception {
        // Given
        warm(CpuLayers.AUTO, ARM).close();
        rewrite(files("layers-").get(0), found.name());

        // When
        try (WarmModel warm = warm(CpuLayers.AUTO, ARM)) {

            // Then
            assertThat(warm.report().getLayers()).isEqualToIgnoringCase(found.name());
        }
        assertThat(files("layers-")).hasSize(1);
    }

    @Test
    void areMeasuredAnewOnAnotherKindOfProcessor() throws Exception {
        // Given
        warm(CpuLayers.AUTO, ARM).close();

        // When
        warm(CpuLayers.AUTO, new Processor("aarch64", Set.of("asimd", "bf16"))).close();

        // Then
        assertThat(files("layers-")).hasSize(2);
    }

    @Test
    void arePortableFromThenOnWherePackedOnesDoNotLoadElsewhereThanOnX86() throws Exception {
        // Given
        warm(CpuLayers.PACKED, ARM).close();
        takeAnOperatorAway();

        // When
        try (WarmModel warm = warm(CpuLayers.AUTO, ARM)) {
            assertThat(warm.report().getLayers()).isEqualTo("portable");
        }

        // Then
        assertThat(files("layers-").get(0)).hasContent("PORTABLE");
        assertThat(archives()).hasSize(2);
    }

    @Test
    void computeByARecipeThatIsMeasuredOnceInNarrowerPrecisions() throws Exception {
        // Given
        Processor withInt8 = new Processor("amd64", Set.of("avx512_vnni"));
        assumeTrue(
                Processor.ofThisMachine().hasAnyOf(Set.of("avx512_vnni", "avx_vnni", "amx_int8")),
                "this processor has no instructions for int8");
        String chosen;
        try (WarmModel warm = warm(CpuLayers.AUTO, withInt8, Precision.INT8)) {
            chosen = requireNonNull(warm.report().getVersions().get("recipe"));
        }
        assertThat(files("recipe-int8-")).singleElement().asInstanceOf(PATH).hasContent(chosen);
        rewrite(files("recipe-int8-").get(0), "joined-copy");

        // When
        try (WarmModel warm = warm(CpuLayers.AUTO, withInt8, Precision.INT8)) {

            // Then
            assertThat(warm.report().getVersions()).containsEntry("recipe", "joined-copy");
            assertThat(warm.report().getLayers()).isEqualTo("packed");
        }
        assertThat(chosen).endsWith("-alias");
        assertThat(archives()).as("one for each recipe").hasSize(2);
    }

    /** libtorch does not check checksums inside an archive, but the cache checks that of the file in its name. */
    private void takeAnOperatorAway() throws IOException {
        Path archive = files("cpu-").get(0);
        String content = Files.readString(archive, StandardCharsets.ISO_8859_1);
        rewrite(archive, content.replace("ops.mkldnn._linear_pointwise(", "ops.mkldnn._linear_pointwisX("));
    }

    /** Puts a file with another content in the place of one in the cache, under a name that makes it believed. */
    private static void rewrite(Path file, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        Path written = Files.write(file.resolveSibling("rewritten"), bytes);
        String name = String.valueOf(file.getFileName());
        String stem = name.substring(0, name.lastIndexOf('-'));
        String extension = name.substring(name.lastIndexOf('.') + 1);
        Files.delete(file);
        Files.move(written, file.resolveSibling(new CachedName(stem, extension).with(Checksum.of(written))));
    }

    private List<Path> archives() throws IOException {
        return files("").stream()
                .filter(file -> file.toString().endsWith(".pt"))
                .toList();
    }

    private List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .toList();
        }
    }

    private WarmModel warm(CpuLayers layers, Processor processor) throws Exception {
        return warm(layers, processor, Precision.FP32);
    }

    private WarmModel warm(CpuLayers layers, Processor processor, Precision precision) throws Exception {
        WarmUpPlan plan = new WarmUpPlan(
                new CheckpointPaths(Golden.FOLDER.resolve("without-position-ids.tar.gz"), null, null, null),
                Terms.of(Policy.RECONCILE),
                "cpu",
                precision,
                layers,
                cache,
                1);
        try (WarmUp warmUp = new WarmUp(plan, WarmUpListener.SILENT, processor)) {
            return warmUp.warm();
        }
    }
}
