package dev.srlstream.cli;

import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The process's own streams, in UTF-8 whatever the locale. */
final class ProcessInvocation {
    private ProcessInvocation() {}

    static Invocation create() {
        Map<String, String> environment = System.getenv();
        return new Invocation(
                new FileInputStream(FileDescriptor.in),
                new Output(new FileOutputStream(FileDescriptor.out)),
                new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true),
                isTerminal("stdout") && wantsColour(environment) ? Style.COLOUR : Style.PLAIN,
                isTerminal("stderr"),
                environment);
    }

    /** The JDK cannot tell which of its streams is a terminal, so the launcher does; without it, none counts as one. */
    private static boolean isTerminal(String stream) {
        return Boolean.getBoolean("srl.terminal." + stream);
    }

    private static boolean wantsColour(Map<String, String> environment) {
        // https://no-color.org: any value but an empty one.
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }
}
