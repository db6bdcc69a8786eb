package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in the shells that they are for. */
class CompletionTest {
    /** What is typed, a word of what is offered, and one that must not be. */
    private static final String CASES = """
            'srl '                          , run                , --config
            'srl re'                        , repair             , run
            'srl rejections --js'           , --json             , --jobs
            'srl run --co'                  , --config           , --model
            'srl audit --policy '           , lenient            , run
            'srl --verbose label --mo'      , --model            , model
            'srl label --model run --vo'    , --vocab            , --config
            'srl completion '               , zsh                , run
            """;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void bashOffersWhatFits(String typed, String offered, String not) throws Exception {
        // Given the words as bash hands them to a completion
        String script = """
                source '%s'
                COMP_LINE='%s'
                read -ra COMP_WORDS <<<"$COMP_LINE"
                [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                entry=$(complete -p srl)
                function=${entry#*-F }
                "${function%% *}" srl "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script("bash"), typed);
        // When, Then
        assertThat(run("bash", "--norc", "-c", script)).contains(offered).doesNotContain(not);
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void fishOffersWhatFits(String typed, String offered, String not) throws Exception {
        // Given
        String script = "source '%s'; complete -C '%s' | string split -f 1 \\t".formatted(script("fish"), typed);
        // When, Then
        assertThat(run("fish", "--no-config", "-c", script)).contains(offered).doesNotContain(not);
    }

    @Test
    void fishExplainsWhatItOffers() throws Exception {
        // Given
        String script = "source '%s'; complete -C 'srl frames --fol'".formatted(script("fish"));
        // When, Then
        assertThat(run("fish", "--no-config", "-c", script))
                .containsExactly("--follow\tWait for more at the end, until Ctrl-C.");
    }

    @Test
    void zshCompletesAtItsPrompt() throws Exception {
        // Given a zsh that believes to have a terminal, an srl that tells its words, and somebody who types and presses
        // Tab
        String script = """
                zmodload zsh/zpty
                zpty typed zsh -f -i
                send() { zpty -w -n typed "$1"; }
                hear() { local line; while zpty -r typed line "*$1*"; do print -r -- "$line"; return; done; }
                send $'autoload -U compinit; compinit -D -u; source %s; srl() { echo RA\\N "<$*>"; }; echo LOA\\DED\n'
                hear 'LOADED'
                send $'srl rejec\t--js\t\n'
                hear 'RAN*>'
                """.formatted(script("zsh"));
        // When, Then
        assertThat(run("zsh", "-f", "-c", script)).contains("RAN <rejections --json>");
    }

    @Test
    void refusesAnyOtherShellAndNamesThoseThatThereAre() {
        // When
        Run run = Run.of("completion", "ksh");
        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("ksh").containsIgnoringCase("bash, zsh, fish");
    }

    private Path script(String shell) throws IOException {
        Run run = Run.of("completion", shell);
        assertThat(run.exitCode()).isZero();
        return Files.writeString(folder.resolve("srl." + shell), run.out());
    }

    private List<String> run(String... command) throws Exception {
        String shell = command[0];
        assumeTrue(
                isThere(shell), "no " + shell + " here (Debian's package " + shell + "): its completion was not tried");
        Path home = Files.createDirectories(folder.resolve("home"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        try {
            byte[] said = process.getInputStream().readAllBytes();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new String(said, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isThere(String shell) throws InterruptedException {
        try {
            return new ProcessBuilder(shell, "-c", "exit").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
