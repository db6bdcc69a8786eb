package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.english.tagger.Parameters;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainTaggerCommandTest {
    private static final String TREEBANK = """
            # text = Dogs bark.
            1	Dogs	dog	NOUN	NNS	_	_	_	_	_
            2	bark	bark	VERB	VBP	_	_	_	_	_
            3	.	.	PUNCT	.	_	_	_	_	_
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void writesATaggerAndTellsOfEachEpoch() throws Exception {
        // Given
        Path treebank = Files.writeString(folder.resolve("a.conllu"), TREEBANK);
        Path vectors = Files.writeString(folder.resolve("glove.txt"), "dogs 1 0 0 0\nbark 0 1 0 0\n");
        Path out = folder.resolve("tagger.bin");
        Path vectorsOut = folder.resolve("vectors.bin");

        // When
        Run run = Run.of(
                "train-tagger",
                treebank.toString(),
                treebank.toString(),
                "--epochs",
                "2",
                "--vectors",
                vectors.toString(),
                "--vectors-out",
                vectorsOut.toString(),
                "--out",
                out.toString());

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err().lines()).hasSize(2).allMatch(line -> line.matches("Epoch [12] of 2: loss \\d.*a word\\."));
        assertThat(vectorsOut).isNotEmptyFile();
        try (InputStream stream = Files.newInputStream(out)) {
            assertThat(Parameters.read(stream).labels()).contains("NOUN|NNS", "PUNCT", "VERB|VBP");
        }
    }

    @Test
    void refusesAFolderThatIsNotThere() throws Exception {
        Path treebank = Files.writeString(folder.resolve("a.conllu"), TREEBANK);
        Path missing = folder.resolve("missing");

        Run run = Run.of(
                "train-tagger",
                treebank.toString(),
                "--out",
                missing.resolve("tagger.bin").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no folder " + missing + " for --out; make it first.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nothing;There is no sentence of CoNLL-U in",
                "1 Dogs;Line 1 of .* has 1 columns with tabs in between, and CoNLL-U has 10.",
                "'1\tDogs\t_\tNOUN\tNNS\t_\t_\t_\t_\t_';Line 1 of .* is of a sentence without # text.",
                "'# text = Cats\n1\tDogs\t_\tNOUN\tNNS\t_\t_\t_\t_\t_';Line 2 of .* has a word that the sentence's # text does not have"
            })
    void namesWhatKeepsAFileFromBeingATreebank(String content, String message) throws Exception {
        // Given
        Path treebank = Files.writeString(folder.resolve("a.conllu"), content.equals("nothing") ? "" : content);

        // When
        Run run = Run.of(
                "train-tagger",
                treebank.toString(),
                "--out",
                folder.resolve("out").toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsPattern(message);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
