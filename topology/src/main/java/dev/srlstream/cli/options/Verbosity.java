package dev.srlstream.cli.options;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How much is logged. Read by the log configuration, so it must be settled before the first logger is made. */
public final class Verbosity {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log more to stderr, stack traces included.")
    private boolean verbose;

    public boolean isVerbose() {
        return verbose;
    }

    /** @param service whether the process is the service, whose log is read; otherwise the command itself says what matters */
    public void settle(boolean service) {
        if (verbose) {
            settle("debug", "info");
        } else if (service) {
            settle("info", "warn");
        } else {
            settle("error", "error");
        }
    }

    private static void settle(String own, String libraries) {
        setUnlessSet("srl.log.level", own);
        setUnlessSet("srl.log.libraries", libraries);
    }

    private static void setUnlessSet(String property, String level) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, level);
        }
    }
}
