package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.golden.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder = Path.of("");

    /** The reference's own tags for gold: all of them are found, but for the sentence that is too long. */
    @Test
    void findsAllThatTheReferenceFinds() throws Exception {
        // Given
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Golden.path("base.jsonl"))) {
            JsonNode golden = JSON.readTree(line);
            if (golden.path("words").size() > 0) {
                lines.add(gold(golden));
            }
        }
        Path gold = Files.write(folder.resolve("gold.jsonl"), lines);

        // When
        Run run = eval(gold, "--json");
        JsonNode byLogarithms =
                JSON.readTree(eval(gold, "--json", "--set", "decode=log").out());

        // Then
        JsonNode json = JSON.readTree(run.out());
        JsonNode score = json.at("/scores/gold");
        assertThat(run.exitCode()).isZero();
        assertThat(json.at("/gold/sentences").asInt()).isEqualTo(lines.size());
        assertThat(score.at("/overall/correct").asInt()).isGreaterThan(100);
        assertThat(score.at("/overall/excess").asInt()).isZero();
        assertThat(score.at("/overall/precision").asDouble()).isEqualTo(100);
        assertThat(byLogarithms.at("/model/decode").asText()).isEqualTo("log");
        assertThat(byLogarithms.at("/scores/gold/overall/f1").asDouble())
                .isLessThan(score.at("/overall/f1").asDouble());
    }

    @Test
    void saysWhatBoundsTheScore() throws Exception {
        // Given
        String tooLong = "a - *\n".repeat(600) + "left leave (V*)\nx - (A9*)\n";
        Path gold = Files.writeString(
                folder.resolve("gold.2005"), "She - (A0*)\nleft leave (V*)\nOslo - (A1*)\n\n" + tooLong);

        // When
        Run run = eval(gold, "--predicates", "both");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("2 sentences with 2 predicates, read as CoNLL-2005")
                .contains("shown under the checkpoint's names")
                .contains("1 sentence could not be labelled")
                .contains("no label for these roles of the gold, whose spans it cannot find: A9 (1)")
                .contains("Predicates of the gold", "Predicates found", "ARG0");
        assertThat(run.err())
                .contains("2: ", "wordpieces; the model has 512 positions")
                .hasLineCount(1);
    }

    @Test
    void refusesWhatCannotBeScored() throws Exception {
        // Given
        Path malformed = Files.writeString(folder.resolve("malformed"), "She - (A0*\nleft leave (V*)\n");
        Path idle = Files.writeString(folder.resolve("idle"), "Yes -\n");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        // Then
        assertRefused(eval(malformed), 1, malformed + ", line 1: Column 3 opens a bracket");
        assertRefused(eval(idle), 1, "There is no predicate in the sentences of " + idle);
        assertRefused(eval(empty), 1, "There is no sentence in " + empty);
        assertRefused(eval(empty, "--format", "conll"), 2, "choose auto, conll-2012, conll-2005 or jsonl");
        assertRefused(eval(idle, "--format", "jsonl"), 1, "looks like CoNLL-2005");
        assertRefused(eval(empty, "--limit", "0"), 2, "--limit is 0");
        assertRefused(eval(idle, "--set", "decode=viterbi"), 2, "must be allennlp or log");
    }

    private static void assertRefused(Run run, int exitCode, String message) {
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).hasLineCount(1);
    }

    private static Run eval(Path gold, String... flags) {
        List<String> args = new ArrayList<>(List.of(
                "eval",
                "--model",
                Golden.path("without-position-ids.tar.gz").toString(),
                "--device",
                "cpu",
                "--gold",
                gold.toString()));
        args.addAll(List.of(flags));
        return Run.of(
                Map.of("SRL_MODEL_CACHE_DIR", folder.toString(), "SRL_MODEL_THREADS", "1"),
                "",
                args.toArray(String[]::new));
    }

    /** Well formed, as people's tags are: where the reference continues nothing, a span begins. */
    private static String gold(JsonNode golden) {
        ObjectNode line = JSON.createObjectNode();
        line.set("tokens", golden.path("words"));
        line.set("predicates", golden.path("predicates"));
        ArrayNode all = line.putArray("tags");
        for (int frame = 0; frame < golden.path("predicates").size(); frame++) {
            JsonNode tags = golden.path("instances").path(frame).path("tags");
            ArrayNode written = all.addArray();
            String before = "O";
            for (int i = 0; i < golden.path("words").size(); i++) {
                String tag = tags.path(i).asText("O");
                boolean begins = tag.startsWith("I-") && !before.substring(1).equals(tag.substring(1));
                before = tag;
                written.add(begins ? "B" + tag.substring(1) : tag);
            }
        }
        return line.toString();
    }
}
