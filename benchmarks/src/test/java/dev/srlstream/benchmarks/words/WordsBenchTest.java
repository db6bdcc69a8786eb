package dev.srlstream.benchmarks.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.benchmarks.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsBenchTest {
    private static final String TREEBANK = """
            # text = The chef didn't leave.
            1	The	the	DET	DT	_	_	_	_	_
            2	chef	chef	NOUN	NN	_	_	_	_	_
            3-4	didn't	_	_	_	_	_	_	_	_
            3	did	do	AUX	VBD	_	_	_	_	_
            4	n't	not	PART	RB	_	_	_	_	_
            5	leave	leave	VERB	VB	_	_	_	_	_
            6	.	.	PUNCT	.	_	_	_	_	_
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void scoresRawTextAgainstATreebank() throws Exception {
        // Given
        Path gold = Files.writeString(folder.resolve("gold.conllu"), TREEBANK);

        // When
        Bench bench = Bench.run("words", "--gold", gold.toString(), "--no-forward", "--json");

        // Then
        assertThat(bench.exitCode()).as(bench.err()).isZero();
        JsonNode figures = JsonMapper.builder().build().readTree(bench.out());
        assertThat(figures.path("sentences").asInt()).isEqualTo(1);
        assertThat(figures.path("words").path("f1").asDouble()).isEqualTo(100);
        assertThat(figures.path("predicates").path("f1").asDouble()).isEqualTo(100);
        assertThat(figures.path("verbs").path("recall").asDouble()).isEqualTo(100);
        // One sentence takes less than some clocks of processor time can tell.
        assertThat(figures.path("microseconds").isNumber()).isTrue();
        assertThat(figures.has("shareOfForward")).isFalse();
    }

    @Test
    void saysThatAForwardPassNeedsMoreSentences() throws Exception {
        // Given
        Path gold = Files.writeString(folder.resolve("gold.conllu"), TREEBANK);

        // When
        Bench bench = Bench.run("words", "--gold", gold.toString());

        // Then
        assertThat(bench.exitCode()).isEqualTo(1);
        assertThat(bench.err()).contains("leave it out with --no-forward").hasLineCount(1);
    }
}
