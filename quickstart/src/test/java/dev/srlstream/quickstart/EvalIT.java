package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.cli.Srl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code srl eval} in a process of its own: the bundled checkpoint on sentences of the demo, whose roles were given by hand. */
class EvalIT {
    /** By PropBank's rules never is a negation; the checkpoint takes it for a time. All else it finds. */
    private static final String CONLL_2012 = """
            #begin document (demo/a); part 000
            demo/a 0 0 The        DT  *  -    -  - - * (ARG0*  -
            demo/a 0 1 chef       NN  *  -    -  - - * *)      -
            demo/a 0 2 opened     VBD *  open 01 - - * (V*)    -
            demo/a 0 3 a          DT  *  -    -  - - * (ARG1*  -
            demo/a 0 4 restaurant NN  *  -    -  - - * *)      -
            demo/a 0 5 .          .   *  -    -  - - * *       -

            demo/a 0 0 My     PRP$ * -    -  - - * (ARG0*     *          -
            demo/a 0 1 sister NN   * -    -  - - * *)         *          -
            demo/a 0 2 never  RB   * -    -  - - * (ARGM-NEG*) *         -
            demo/a 0 3 told   VBD  * tell 01 - - * (V*)       *          -
            demo/a 0 4 me     PRP  * -    -  - - * (ARG2*)    *          -
            demo/a 0 5 why    WRB  * -    -  - - * (ARG1*     (ARGM-CAU*) -
            demo/a 0 6 she    PRP  * -    -  - - * *          (ARG0*)    -
            demo/a 0 7 quit   VBD  * quit 01 - - * *          (V*)       -
            demo/a 0 8 her    PRP$ * -    -  - - * *          (ARG1*     -
            demo/a 0 9 job    NN   * -    -  - - * *)         *)         -
            demo/a 0 10 .     .    * -    -  - - * *          *          -
            #end document
            """;

    private static final String SCORES = """
            Predicates of the gold: 66.67 % of 3 propositions wholly right
                          correct   excess   missed    prec.   recall       F1
                 Overall        8        1        1    88.89    88.89    88.89
                    ARG0        3        0        0   100.00   100.00   100.00
                    ARG1        3        0        0   100.00   100.00   100.00
                    ARG2        1        0        0   100.00   100.00   100.00
                ARGM-CAU        1        0        0   100.00   100.00   100.00
                ARGM-NEG        0        0        1     0.00     0.00     0.00
                ARGM-TMP        0        1        0     0.00     0.00     0.00
                     (V)        3        0        0   100.00   100.00   100.00
            """;

    @Test
    void scoresTheBundledCheckpointOnPackedColumns(@TempDir Path folder) throws Exception {
        // Given
        Path gold = folder.resolve("gold.conll.gz");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(gold))) {
            file.write(CONLL_2012.getBytes(StandardCharsets.UTF_8));
        }

        // When
        String scores = eval(folder, gold, "--predicates", "both");

        // Then
        assertThat(scores)
                .contains("2 sentences with 3 predicates, read as CoNLL-2012", SCORES)
                .contains("  predicates        3        0        0   100.00   100.00   100.00");
    }

    @Test
    void readsRolesUnderTheNamesOfTheCheckpoint(@TempDir Path folder) throws Exception {
        // Given words, lemmas and roles as CoNLL-2005 has them
        Path gold = Files.writeString(
                folder.resolve("gold.txt"),
                CONLL_2012
                        .replaceAll("(?m)^#.*\n", "")
                        .replaceAll(
                                "(?m)^\\S+ 0 \\d+ (\\S+) +\\S+ +\\S+ +(\\S+) +\\S+ +- - \\* (.*\\S) +-$", "$1 $2 $3")
                        .replace("ARG", "A"));

        // When
        String scores = eval(folder, gold, "--set", "decode=allennlp");

        // Then
        assertThat(scores).contains("read as CoNLL-2005", "names its roles otherwise", SCORES);
    }

    /** Returns what it printed. */
    private static String eval(Path folder, Path gold, String... flags) throws IOException, InterruptedException {
        QuickstartFiles files = QuickstartFiles.locate();
        List<String> command = JavaCommand.of(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Srl.class.getName(),
                List.of(
                        "eval",
                        "--model",
                        files.checkpoint().toString(),
                        "--device",
                        "cpu",
                        "--gold",
                        gold.toString()));
        command.addAll(List.of(flags));
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        files.modelCache().ifPresent(cache -> builder.environment().put("SRL_MODEL_CACHE_DIR", cache.toString()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("err.txt")))
                    .isZero();
            return Files.readString(out);
        } finally {
            process.destroyForcibly();
        }
    }
}
