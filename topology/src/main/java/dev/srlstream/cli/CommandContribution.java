package dev.srlstream.cli;

/** A command of another module, found by {@link java.util.ServiceLoader}; so the service's own jar carries no broker. */
public interface CommandContribution {
    /** A picocli command. */
    Object command(Invocation invocation);
}
