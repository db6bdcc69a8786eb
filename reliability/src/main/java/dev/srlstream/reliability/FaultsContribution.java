package dev.srlstream.reliability;

import dev.srlstream.cli.CommandContribution;
import dev.srlstream.cli.Invocation;

/** Brings {@code srl faults} to the command line. */
public final class FaultsContribution implements CommandContribution {
    /** For {@link java.util.ServiceLoader}. */
    public FaultsContribution() {}

    @Override
    public Object command(Invocation invocation) {
        return new FaultsCommand(invocation);
    }
}
