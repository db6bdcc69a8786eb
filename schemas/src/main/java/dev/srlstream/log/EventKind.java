package dev.srlstream.log;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.Level;

/**
 * What all events of a class have in common.
 *
 * @param name in kebab case
 * @param when it is logged
 * @param action what to do about it
 */
public record EventKind(String name, Level level, List<EventField> fields, String when, String action) {
    private static final ClassValue<EventKind> KINDS = new ClassValue<>() {
        @Override
        protected EventKind computeValue(Class<?> type) {
            return describe(type);
        }
    };

    /** @throws IllegalStateException when the class is no record or lacks its description */
    public static EventKind of(Class<? extends LogEvent> type) {
        return KINDS.get(type);
    }

    private static EventKind describe(Class<?> type) {
        Logged description = type.getAnnotation(Logged.class);
        RecordComponent[] components = type.getRecordComponents();
        if (description == null || components == null) {
            throw new IllegalStateException(type + " cannot be logged: make it a record and annotate it with @Logged");
        }
        return new EventKind(
                words(type.getSimpleName(), '-'),
                description.level(),
                Arrays.stream(components).map(EventField::of).toList(),
                description.when(),
                description.action());
    }

    /** The words of a name in camel case. */
    static String words(String name, char between) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", String.valueOf(between))
                .toLowerCase(Locale.ROOT);
    }
}
