package dev.srlstream.quickstart;

import dev.srlstream.cli.CommandContribution;
import dev.srlstream.cli.Invocation;

/** Brings {@code srl demo} to the command line. */
public final class DemoContribution implements CommandContribution {
    /** For {@link java.util.ServiceLoader}. */
    public DemoContribution() {}

    @Override
    public Object command(Invocation invocation) {
        return new DemoCommand(invocation);
    }
}
