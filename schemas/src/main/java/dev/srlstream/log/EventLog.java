package dev.srlstream.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a class. It takes events of the catalogues and nothing else. Safe for use by several threads. */
public final class EventLog {
    private final Logger logger;

    private EventLog(Logger logger) {
        this.logger = logger;
    }

    public static EventLog of(Class<?> owner) {
        return new EventLog(LoggerFactory.getLogger(owner));
    }

    public void log(LogEvent event) {
        EventKind kind = EventKind.of(event.getClass());
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
