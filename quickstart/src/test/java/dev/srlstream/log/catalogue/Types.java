package dev.srlstream.log.catalogue;

import dev.srlstream.log.EventField;
import java.nio.file.Path;
import java.util.Map;

/** What the types of fields are called. Others cannot be logged. */
final class Types {
    private static final Map<Class<?>, String> NAMES = Map.of(
            int.class, "whole number",
            long.class, "whole number",
            Long.class, "whole number",
            boolean.class, "true or false",
            String.class, "text",
            Path.class, "text");

    private Types() {}

    static String of(EventField field) {
        String name = field.isFault() ? "text" : NAMES.get(field.type());
        if (name == null) {
            throw new AssertionError("The field " + field.name() + " is of " + field.type()
                    + ", which the page cannot describe and JSON may not write with its type");
        }
        return name;
    }
}
