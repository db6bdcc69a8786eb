package dev.srlstream.cli;

import dev.srlstream.cli.completion.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a script with which a shell completes commands and flags.",
        footer = {
            "",
            "Example: source <(srl completion bash)       in ~/.bashrc; zsh likewise, in ~/.zshrc",
            "         srl completion fish | source        in ~/.config/fish/config.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation.out().line(shell.script(spec.root().commandLine()).stripTrailing());
        return 0;
    }
}
