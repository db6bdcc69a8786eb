package dev.srlstream.log.output;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.srlstream.log.LoggedEvent;
import java.io.IOException;
import java.util.Map;
import net.logstash.logback.composite.AbstractJsonProvider;

/** Writes the name of the event and its fields, numbers and booleans as such. */
final class EventJsonProvider extends AbstractJsonProvider<ILoggingEvent> {
    @Override
    public void writeTo(JsonGenerator json, ILoggingEvent line) throws IOException {
        LoggedEvent event = LoggedEvents.of(line);
        json.writeStringField("event", event.name());
        for (Map.Entry<String, Object> field : event.fields().entrySet()) {
            json.writeFieldName(field.getKey());
            Object value = field.getValue();
            if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
                json.writeObject(value);
            } else {
                json.writeString(String.valueOf(value));
            }
        }
    }
}
