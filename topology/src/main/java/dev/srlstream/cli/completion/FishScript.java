package dev.srlstream.cli.completion;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completions for fish, one line for each command and option, from the command line itself. For one use. */
final class FishScript {
    /** Which commands have been typed; values of options, which look like commands, come behind them. */
    private static final String PREAMBLE = """
            # Completions of %1$s for fish: save as ~/.config/fish/completions/%1$s.fish
            function __%1$s_typed
                set -l words (commandline -opc)
                string match -v -- '-*' $words[2..]
            end
            function __%1$s_behind
                set -l typed (__%1$s_typed)
                test (count $typed) -ge (count $argv); or return 1
                test (count $argv) -eq 0; or test "$typed[1..$(count $argv)]" = "$argv"
            end
            function __%1$s_at
                test (count (__%1$s_typed)) -eq (count $argv); and __%1$s_behind $argv
            end
            complete -c %1$s -e
            complete -c %1$s -f
            """;

    private final CommandSpec root;
    private final StringBuilder text = new StringBuilder();

    FishScript(CommandLine line) {
        root = line.getCommandSpec();
    }

    String text() {
        text.append(PREAMBLE.formatted(root.name()));
        append(root, List.of());
        return text.toString().stripTrailing();
    }

    private void append(CommandSpec command, List<String> path) {
        String words = String.join(" ", path);
        String behind = condition(path.isEmpty() ? "at" : "behind", words);
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                line(behind, names(option) + value(option), option.description());
            }
        }
        command.positionalParameters().forEach(positional -> {
            if (!value(positional).isEmpty()) {
                line(behind, value(positional).replace(" -r", "").replace(" -x", ""), positional.description());
            }
        });
        command.subcommands().forEach((name, subcommand) -> {
            CommandSpec spec = subcommand.getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                line(
                        condition("at", words),
                        " -a " + quoted(name),
                        spec.usageMessage().description());
                List<String> longer = new ArrayList<>(path);
                longer.add(name);
                append(spec, longer);
            }
        });
    }

    private void line(String condition, String what, String[] description) {
        text.append("complete -c ").append(root.name()).append(condition).append(what);
        if (description.length > 0) {
            text.append(" -d ").append(quoted(description[0]));
        }
        text.append('\n');
    }

    private String condition(String function, String words) {
        return " -n " + quoted(("__" + root.name() + "_" + function + " " + words).strip());
    }

    private static String names(OptionSpec option) {
        StringJoiner names = new StringJoiner("");
        for (String name : option.names()) {
            names.add(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return names.toString();
    }

    /** What comes behind an option, or in the place of a positional parameter. */
    private static String value(ArgSpec argument) {
        if (argument.arity().max() == 0) {
            return "";
        }
        if (argument.type() == Path.class || argument.type() == File.class) {
            return " -r -F";
        }
        StringJoiner values = new StringJoiner(" ");
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(values::add);
        }
        return values.length() == 0 ? " -x" : " -x -a " + quoted(values.toString());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
