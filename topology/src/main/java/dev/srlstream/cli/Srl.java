package dev.srlstream.cli;

import dev.srlstream.cli.options.Verbosity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command line: wiring only. */
@Command(
        name = "srl",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Semantic roles for sentences on Kafka, from AllenNLP srl_bert checkpoints.",
        footer = {
            "",
            "stdout is data, stderr is talk. Exit codes: 0 done, 1 failed, 2 wrong usage or",
            "configuration, 3 checkpoint rejected, 4 checkpoint unreadable or hostile."
        })
public final class Srl implements Runnable {
    @Mixin
    private final Verbosity verbosity = new Verbosity();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Srl() {}

    public static void main(String[] args) {
        System.exit(run(ProcessInvocation.create(), args));
    }

    /** Runs a command to its end and returns its exit code. */
    public static int run(Invocation invocation, String... args) {
        Srl srl = new Srl();
        CommandLine line = new CommandLine(srl);
        for (Object command : Commands.all(invocation)) {
            line.addSubcommand(command);
        }
        for (CommandContribution contribution : ServiceLoader.load(CommandContribution.class)) {
            line.addSubcommand(contribution.command(invocation));
        }
        line.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .versionProvider(new ProductVersion()));
        CommandErrors faults = new CommandErrors(srl.verbosity);
        StringWriter help = new StringWriter();
        IExecutionStrategy strategy = parsed -> {
            var command = parsed.subcommand();
            srl.verbosity.settle(command != null && command.commandSpec().userObject() instanceof RunCommand);
            return new RunLast().execute(parsed);
        };
        line.setOut(new PrintWriter(help, true))
                .setErr(invocation.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        invocation.style() == dev.srlstream.console.Style.COLOUR ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(strategy)
                .setExecutionExceptionHandler(faults)
                .setParameterExceptionHandler(faults);
        int exitCode;
        try {
            exitCode = line.execute(args);
        } catch (Error e) {
            exitCode = faults.handleError(e, line);
        }
        return finish(invocation, faults, line, help.toString(), exitCode);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "A command is needed: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    private static int finish(
            Invocation invocation, CommandErrors faults, CommandLine line, String help, int exitCode) {
        try {
            if (!help.isEmpty()) {
                invocation.out().line(help.stripTrailing());
            }
            invocation.out().flush();
            return exitCode;
        } catch (RuntimeException e) {
            return exitCode == CommandLine.ExitCode.OK
                    ? faults.handleExecutionException(e, line, line.getParseResult())
                    : exitCode;
        }
    }
}
