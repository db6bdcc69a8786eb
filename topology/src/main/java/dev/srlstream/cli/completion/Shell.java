package dev.srlstream.cli.completion;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell that can complete the command line. */
public enum Shell {
    BASH,
    /** Loads bash's script, which switches its {@code bashcompinit} on. */
    ZSH,
    FISH;

    /** What the shell is to read. */
    public String script(CommandLine line) {
        return this == FISH ? new FishScript(line).text() : AutoComplete.bash(line.getCommandName(), line);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
