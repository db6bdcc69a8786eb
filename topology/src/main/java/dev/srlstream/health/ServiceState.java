package dev.srlstream.health;

import java.util.Locale;

/** What an instance of the service is doing, in the order in which it comes. */
public enum ServiceState {
    /** It looks whether brokers, topics, rights and registry are there. */
    STARTING,
    /** It reads and judges the checkpoint. */
    AUDITING,
    /** It loads the model and runs it for the first time. */
    WARMING,
    /** It is warm and waits until instances with another model have left. */
    HOLDING,
    /** It is in the group, and waits for its first partitions and for what was pending in them. */
    JOINING,
    /** It labels sentences, also while partitions move between instances. */
    RUNNING,
    /** It was asked to end. */
    STOPPING,
    /** Its start was refused, or a fault has stopped it. */
    FAILED;

    /** In lower case, as probes and meters show it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
