package dev.srlstream.log.output;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.srlstream.log.LoggedEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds in what logback hands on the event with all its fields. */
final class LoggedEvents {
    /** The name of all that libraries log. */
    static final String LIBRARY_MESSAGE = "library-message";

    static final String MESSAGE = "message";
    static final String STACK_TRACE = "stack_trace";

    private LoggedEvents() {}

    static LoggedEvent of(ILoggingEvent line) {
        LoggedEvent event = message(line);
        IThrowableProxy fault = line.getThrowableProxy();
        if (fault == null) {
            return event;
        }
        Map<String, Object> fields = new LinkedHashMap<>(event.fields());
        fields.put(STACK_TRACE, ThrowableProxyUtil.asString(fault).stripTrailing());
        return new LoggedEvent(event.name(), fields);
    }

    private static LoggedEvent message(ILoggingEvent line) {
        Object[] arguments = line.getArgumentArray();
        return arguments != null && arguments.length == 1 && arguments[0] instanceof LoggedEvent event
                ? event
                : new LoggedEvent(LIBRARY_MESSAGE, Map.of(MESSAGE, String.valueOf(line.getFormattedMessage())));
    }
}
