package dev.srlstream.contract;

/**
 * How a contract stands in the registry.
 *
 * @param detail the reason, a clause without a full stop
 */
public record Standing(State state, String detail) {
    /** Only {@link #SAME} is well. */
    public enum State {
        /** The latest version of the subject is the contract. */
        SAME,
        /** The subject has no version. */
        MISSING,
        /** The latest version of the subject is another schema, and the registry would take this one. */
        DRIFTED,
        /** The latest version of the subject is another schema, and the registry would refuse this one. */
        INCOMPATIBLE
    }
}
