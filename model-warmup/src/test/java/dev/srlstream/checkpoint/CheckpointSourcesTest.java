package dev.srlstream.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every companion file of a checkpoint at every place, next to another checkpoint for which all of them are named. */
class CheckpointSourcesTest {
    private static final String CONFIG_WITHOUT_CASING = """
            {"model": {"type": "srl_bert", "bert_model": "tiny-uncased"}}""";

    private final Path folder;
    private CheckpointPaths lender = CheckpointPaths.of(Path.of(""));

    CheckpointSourcesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        TinyModel model = new TinyModel()
                .edited("vocab.txt", "##b", "##lent")
                .edited("vocabulary/labels.txt", "B-V\nI-V", "B-LENT\nI-LENT")
                .edited("bert_config.json", "{", "{\"layer_norm_eps\": 0.5, \"do_lower_case\": true, ");
        Path named = model.write(Files.createDirectory(folder.resolve("lender")));
        this.lender = new CheckpointPaths(
                named,
                named.resolve("vocab.txt"),
                named.resolve("bert_config.json"),
                named.resolve("vocabulary/labels.txt"));
    }

    private enum Form {
        ARCHIVE,
        DIRECTORY,
        BARE
    }

    private enum Place {
        INSIDE,
        BESIDE,
        BOTH,
        NOWHERE
    }

    private record Layout(Form form, Place vocabulary, Place bertConfig, Place labels) {}

    static List<Layout> layouts() {
        List<Layout> layouts = new ArrayList<>();
        for (Form form : Form.values()) {
            for (Place vocabulary : Place.values()) {
                for (Place bertConfig : Place.values()) {
                    for (Place labels : Place.values()) {
                        layouts.add(new Layout(form, vocabulary, bertConfig, labels));
                    }
                }
            }
        }
        return layouts;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void borrowsExactlyWhatIsNeitherInsideNorBeside(Layout layout) throws Exception {
        // Given
        var inside = new LinkedHashMap<String, byte[]>();
        var beside = new LinkedHashMap<String, byte[]>();
        place(layout.vocabulary, "vocab.txt", "##lent", inside, beside);
        place(layout.bertConfig, "bert_config.json", "0.5", inside, beside);
        place(layout.labels, "vocabulary/labels.txt", "LENT", inside, beside);
        if (layout.form == Form.BARE) {
            // What lies beside bare weights is all that they have.
            beside.putAll(inside);
            inside.clear();
        } else {
            inside.put("config.json", CONFIG_WITHOUT_CASING.getBytes(UTF_8));
        }
        Path model = write(layout.form, inside, beside);

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(model), lender, folder)) {

            // Then
            List<String> lacking = new ArrayList<>();
            add(lacking, layout.bertConfig, "bert_config.json");
            add(lacking, layout.labels, "vocabulary/labels.txt");
            add(lacking, layout.vocabulary, "vocab.txt");
            assertThat(checkpoint.borrowed()).containsExactlyElementsOf(lacking);
            assertThat(checkpoint.labels().contains("B-LENT")).isEqualTo(layout.labels == Place.NOWHERE);
            assertThat(checkpoint.vocabulary().contains("##lent")).isEqualTo(layout.vocabulary == Place.NOWHERE);
            assertThat(checkpoint.bertConfig().layerNormEpsilon() == 0.5).isEqualTo(layout.bertConfig == Place.NOWHERE);
        }
    }

    @Test
    void borrowsOnlyTheCasingWhereTheCheckpointSaysTheRest() throws Exception {
        // Given
        TinyModel model = new TinyModel();
        model.files.put("config.json", CONFIG_WITHOUT_CASING);
        Path directory = model.write(Files.createDirectory(folder.resolve("own")));

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(directory), lender, folder)) {

            // Then
            assertThat(checkpoint.borrowed()).containsExactly("do_lower_case");
            assertThat(checkpoint.bertConfig().layerNormEpsilon()).isEqualTo(1e-12);
            assertThat(checkpoint.lowercase()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-base-uncased", "tiny-uncased"})
    void borrowsDimensionsWhereThoseOfTheNamedBertAreNotTheWeights(String name) throws Exception {
        // Given
        TinyModel model = new TinyModel().edited("config.json", "tiny-uncased", name);
        model.files.remove("bert_config.json");
        model.files.remove("vocab.txt");
        Path directory = model.write(Files.createDirectory(folder.resolve("own")));

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(directory), lender, folder)) {

            // Then
            assertThat(checkpoint.borrowed()).containsExactlyInAnyOrder("vocab.txt", "bert_config.json");
            assertThat(checkpoint.bertConfig().layers()).isEqualTo(1);
        }
    }

    @Test
    void lendsNoCasingToACheckpointWhoseReaderSaysIt() throws Exception {
        // Given
        TinyModel model = new TinyModel().edited("config.json", "uncased", "cased");
        model.files.remove("bert_config.json");
        Path directory = model.write(Files.createDirectory(folder.resolve("own")));

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(directory), lender, folder)) {

            // Then
            assertThat(checkpoint.borrowed()).containsExactly("bert_config.json");
            assertThat(checkpoint.lowercase()).isFalse();
        }
    }

    /** The own files say otherwise than the lender's; one beside is another model's where there is one inside too. */
    private void place(Place place, String file, String lent, Map<String, byte[]> inside, Map<String, byte[]> beside)
            throws IOException {
        String own = Files.readString(lender.model().resolve(file)).replace(lent, lent.equals("0.5") ? "1e-12" : "own");
        if (place == Place.INSIDE || place == Place.BOTH) {
            inside.put(file, own.getBytes(UTF_8));
        }
        if (place == Place.BESIDE) {
            beside.put(file, own.getBytes(UTF_8));
        }
        if (place == Place.BOTH) {
            beside.put(file, "never read".getBytes(UTF_8));
        }
    }

    private Path write(Form form, Map<String, byte[]> inside, Map<String, byte[]> beside) throws IOException {
        Path outer = Files.createDirectory(folder.resolve("borrower"));
        byte[] weights = new TinyModel().contents().get("weights.th");
        write(outer, beside);
        if (form == Form.BARE) {
            return Files.write(outer.resolve("bare.th"), weights);
        }
        inside.put("weights.th", weights);
        if (form == Form.ARCHIVE) {
            return Files.write(
                    outer.resolve("model.tar.gz"), ArchiveWriter.of("", inside).gzip());
        }
        write(outer.resolve("model"), inside);
        return outer.resolve("model");
    }

    private static void write(Path directory, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private static void add(List<String> lacking, Place place, String file) {
        if (place == Place.NOWHERE) {
            lacking.add(file);
        }
    }
}
