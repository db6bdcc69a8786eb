package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.Verbosity;
import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.MissingClass;
import dev.srlstream.console.OutputClosedException;
import dev.srlstream.console.TerminalText;
import dev.srlstream.inference.EngineDeadException;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.StartupException;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.repair.RepairException;
import dev.srlstream.repair.TargetRefusedException;
import dev.srlstream.topics.TopicException;
import dev.srlstream.warmup.WarmUpException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command that failed says, and what it ends with: a sentence for what the user can correct, a trace for everything else. */
final class CommandErrors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Verbosity verbosity;

    CommandErrors(Verbosity verbosity) {
        this.verbosity = verbosity;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        // A misspelt flag first shows as a required one that is missing; the misspelling is the better answer.
        CommandLine command = e.getCommandLine();
        // Nor are values repeated, which may be secrets in the wrong place.
        List<String> unmatched = command.getUnmatchedArguments().stream()
                .map(argument -> argument.replaceFirst("=.*", "=…"))
                .toList();
        ParameterException told = unmatched.isEmpty() ? e : new UnmatchedArgumentException(command, unmatched);
        boolean set = told.getArgSpec() instanceof OptionSpec option
                && option.longestName().equals("--set");
        command.getErr().println(set ? "--set takes KEY=VALUE, one setting and its value." : told.getMessage());
        UnmatchedArgumentException.printSuggestions(told, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof OutputClosedException) {
            return ExitCode.OK;
        }
        String sentence = sentence(e);
        command.getErr().println(sentence == null ? "Internal error: " + e : sentence);
        if (sentence == null || verbosity.isVerbose()) {
            e.printStackTrace(command.getErr());
        }
        return exitCode(e);
    }

    /** Returns the exit code. Without it the process would stay, as threads that have been started keep it alive. */
    int handleError(Error e, CommandLine command) {
        if (e instanceof OutOfMemoryError exhausted) {
            return handleExhaustion(exhausted, command);
        }
        Optional<String> missing = MissingClass.in(e);
        command.getErr()
                .println(missing.map(name -> "A library needs " + name + MissingClass.CURE)
                        .orElse("Internal error: " + e));
        if (missing.isEmpty() || verbosity.isVerbose()) {
            e.printStackTrace(command.getErr());
        }
        return ExitCode.FAILURE;
    }

    private int handleExhaustion(OutOfMemoryError e, CommandLine command) {
        command.getErr()
                .println("The memory is used up (" + e.getMessage()
                        + "); give the Java virtual machine more, for example with SRL_JAVA_OPTS=-Xmx4g.");
        if (verbosity.isVerbose()) {
            e.printStackTrace(command.getErr());
        }
        return ExitCode.FAILURE;
    }

    /** Null for what nobody foresaw. */
    private static @Nullable String sentence(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "There is no file " + TerminalText.of(missing.getFile()) + ".";
        }
        if (e instanceof AccessDeniedException denied) {
            return "The file " + TerminalText.of(denied.getFile()) + " must not be opened by this user.";
        }
        if (e instanceof FileSystemException unusable && unusable.getReason() != null) {
            return "The file " + TerminalText.of(unusable.getFile()) + " cannot be used: " + unusable.getReason() + ".";
        }
        boolean foreseen = e instanceof CommandFailure
                || e instanceof ConfigurationException
                || e instanceof StartupException
                || e instanceof TopicException
                || e instanceof CheckpointException
                || e instanceof RepairException
                || e instanceof WarmUpException
                || e instanceof EngineDeadException
                || e instanceof IOException
                || e instanceof UncheckedIOException;
        return foreseen ? oneLine(e) : null;
    }

    /** Names of files, which other people may have chosen, cannot move the cursor. Settings have a line for each problem. */
    private static String oneLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof ConfigurationException ? message : TerminalText.of(message);
    }

    private static int exitCode(Exception e) {
        if (e instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        if (e instanceof StartupException failure) {
            return failure.exitCode();
        }
        if (e instanceof ConfigurationException || e instanceof TargetRefusedException) {
            return ExitCode.USAGE;
        }
        return e instanceof CheckpointException unopened ? ExitCode.of(unopened) : ExitCode.FAILURE;
    }
}
