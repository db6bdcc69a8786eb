package dev.srlstream.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.weights.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real PyTorch writes old checkpoints and judges the repaired ones: {@code strict.py} loads both, compares every tensor bit by
 * bit, and calls {@code load_state_dict(strict=True)} on modules of both eras.
 */
@Tag("long")
class RepairedForPytorchTest {
    private static final Path SCRIPT = Path.of("src/test/resources/repair/strict.py");
    private static final Path GOLDENS = Path.of("..", "goldens");
    private static final Path BUNDLED = Path.of("..", "quickstart", "checkpoint", "srl-bert-mini.tar.gz");
    private static final String POSITION_IDS = "bert_model.embeddings.position_ids";

    private final Path folder;

    RepairedForPytorchTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void pytorchTakesEveryOldFormStrictlyWithTheWeightsItHadSaved() throws Exception {
        // Given
        Python.run(SCRIPT, "make", folder.toString());
        List<Path> old = list(folder);

        // When
        List<String> judged = judge(old);

        // Then
        assertThat(old).hasSize(17);
        assertThat(judged)
                .hasSize(34)
                .contains(
                        "plain keep added: " + POSITION_IDS,
                        "plain drop added: ",
                        "with-position-ids keep added: ",
                        "with-position-ids drop added: ",
                        "half drop added: ",
                        "double drop added: ",
                        "views drop added: ",
                        "marked drop added: ",
                        "utf-16 drop added: ",
                        "dialect drop added: ",
                        "without-pooler drop added: bert_model.pooler.dense.weight bert_model.pooler.dense.bias");
        assertThat(judged)
                .filteredOn(line -> !line.startsWith("without-pooler "))
                .noneMatch(line -> line.contains("pooler"));
    }

    @Test
    @Tag("long")
    void pytorchTakesTheGoldenAndTheBundledArchives() throws Exception {
        // Given
        List<Path> old = new ArrayList<>(list(GOLDENS));
        old.add(BUNDLED);

        // When
        List<String> judged = judge(old);

        // Then
        assertThat(judged)
                .hasSize(10)
                .contains(
                        "without-position-ids keep added: " + POSITION_IDS,
                        "with-position-ids drop added: ",
                        "legacy-container drop added: ",
                        "srl-bert-mini keep added: " + POSITION_IDS,
                        "srl-bert-mini drop added: ");
    }

    /** What PyTorch says of each, repaired for either era. */
    private List<String> judge(List<Path> old) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("check"));
        for (Path archive : old) {
            for (boolean positionIds : new boolean[] {true, false}) {
                String choice = positionIds ? "keep" : "drop";
                Path repaired = folder.resolve(choice + "-" + archive.getFileName());
                RepairOutcome outcome = Repair.run(new RepairPlan(
                        CheckpointPaths.of(archive),
                        Policy.RECONCILE,
                        positionIds,
                        WeightsFormat.TORCH_ZIP,
                        repaired,
                        false));
                assertThat(outcome).as("%s", archive).isInstanceOf(RepairOutcome.Written.class);
                arguments.addAll(List.of(archive.toString(), repaired.toString(), choice));
            }
        }
        return Python.run(SCRIPT, arguments.toArray(String[]::new));
    }

    private static List<Path> list(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .sorted()
                    .toList();
        }
    }
}
