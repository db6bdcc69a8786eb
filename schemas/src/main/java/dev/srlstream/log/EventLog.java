package dev.srlstream.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a class. It takes events of the catalogues and nothing else. Safe for use by several threads. */
public final class EventLog {
    private final Class<?> owner;

    private EventLog(Class<?> owner) {
        this.owner = owner;
    }

    public static EventLog of(Class<?> owner) {
        return new EventLog(owner);
    }

    public void log(LogEvent event) {
        EventKind kind = EventKind.of(event.getClass());
        // Not before: the first logger of a process reads the levels, which the command line has to settle first.
        Logger logger = LoggerFactory.getLogger(owner);
        if (logger.isEnabledForLevel(kind.level())) {
            logger.atLevel(kind.level())
                    .setMessage("{}")
                    .addArgument(LoggedEvent.of(event))
                    .setCause(fault(kind, event))
                    .log();
        }
    }

    private static @Nullable Throwable fault(EventKind kind, LogEvent event) {
        for (EventField field : kind.fields()) {
            if (field.isFault()) {
                return (Throwable) field.valueIn(event);
            }
        }
        return null;
    }
}
