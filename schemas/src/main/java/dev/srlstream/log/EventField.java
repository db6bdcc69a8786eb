package dev.srlstream.log;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * A field of a kind of event.
 *
 * @param name as in the log
 * @param type of its values
 * @param optional whether it can be missing
 * @param meaning with the unit
 */
public record EventField(String name, Class<?> type, boolean optional, String meaning, Method accessor) {
    static EventField of(RecordComponent component) {
        Field field = component.getAnnotation(Field.class);
        if (field == null) {
            throw new IllegalStateException(component.getDeclaringRecord() + " does not say what its field "
                    + component.getName() + " means: annotate it with @Field");
        }
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return new EventField(
                EventKind.words(component.getName(), '_'),
                component.getType(),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                field.value(),
                accessor);
    }

    /** Whether this is what is logged with its stack trace. */
    public boolean isFault() {
        return Throwable.class.isAssignableFrom(type);
    }

    @Nullable
    Object valueIn(LogEvent event) {
        try {
            return accessor.invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The field " + name + " of " + event.getClass() + " cannot be read", e);
        }
    }
}
