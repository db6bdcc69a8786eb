package dev.srlstream.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event as it is handed to the logging library: the only argument of its message, so that an encoder finds the values with their
 * types, and every other one finds the text. A stack trace is not part of it.
 *
 * @param name in kebab case
 * @param fields by name, in their order; numbers and booleans as such
 */
public record LoggedEvent(String name, Map<String, Object> fields) {
    public LoggedEvent {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** @throws IllegalStateException when the class of the event is no record or lacks its description */
    public static LoggedEvent of(LogEvent event) {
        EventKind kind = EventKind.of(event.getClass());
        Map<String, Object> values = new LinkedHashMap<>();
        for (EventField field : kind.fields()) {
            Object value = field.isFault() ? null : field.valueIn(event);
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return new LoggedEvent(kind.name(), values);
    }

    /** {@code event=batch-too-large rows=3 error="out of memory"}: always one line, whatever the values hold. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("event=").append(name);
        fields.forEach((field, value) ->
                text.append(' ').append(field).append('=').append(TextValue.of(String.valueOf(value))));
        return text.toString();
    }
}
