package dev.srlstream.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.benchmarks.BenchContribution;
import dev.srlstream.cli.CommandContribution;
import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.Srl;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The help of every command of every module. picocli warns on the process's own stderr. */
@Isolated("It takes the stderr of the process.")
class HelpTest {
    static Stream<List<String>> commands() {
        List<List<String>> paths = new ArrayList<>(List.of(List.of()));
        for (String command : new String(help(List.of()).out(), StandardCharsets.UTF_8).split("\n", -1)) {
            if (command.matches(" {2}[a-z]+ .*")) {
                paths.add(List.of(command.strip().split(" ", 2)[0]));
            }
        }
        for (CommandContribution contribution : ServiceLoader.load(CommandContribution.class)) {
            Object command = contribution.command(invocation(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
            add(List.of(), command instanceof CommandLine line ? line : new CommandLine(command), paths);
        }
        return paths.stream().distinct();
    }

    private static void add(List<String> parents, CommandLine command, List<List<String>> paths) {
        List<String> path = Stream.concat(parents.stream(), Stream.of(command.getCommandName()))
                .toList();
        paths.add(path);
        command.getSubcommands().values().forEach(subcommand -> add(path, subcommand, paths));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isPrintedWithoutAWarning(List<String> path) {
        // When
        Help help = help(path);
        // Then
        assertThat(help.exitCode()).isZero();
        assertThat(new String(help.out(), StandardCharsets.UTF_8))
                .contains("Usage: "
                        + String.join(
                                " ",
                                Stream.concat(Stream.of("srl"), path.stream()).toList()))
                .doesNotContain("%n", "%%");
        assertThat(help.err()).asString(StandardCharsets.UTF_8).isEmpty();
    }

    @Test
    void isTriedForEveryModule() {
        assertThat(commands())
                .contains(List.of("run"), List.of("label"), List.of("config"), List.of("demo"), List.of("faults"))
                .contains(List.of("bench", "model"), List.of("bench", "pipeline"));
        assertThat(ServiceLoader.load(CommandContribution.class)).hasAtLeastOneElementOfType(BenchContribution.class);
    }

    private static Help help(List<String> path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new);
        PrintStream before = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            return new Help(Srl.run(invocation(out, err), args), out.toByteArray(), err.toByteArray());
        } finally {
            System.setErr(before);
        }
    }

    private static Invocation invocation(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        return new Invocation(
                new ByteArrayInputStream(new byte[0]),
                new Output(out),
                new PrintWriter(err, true, StandardCharsets.UTF_8),
                Style.PLAIN,
                false,
                Map.of());
    }

    private record Help(int exitCode, byte[] out, byte[] err) {}
}
