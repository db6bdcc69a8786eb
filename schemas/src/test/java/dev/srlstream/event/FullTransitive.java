package dev.srlstream.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * The rule that contracts evolve by: each version reads the records of every other one. Defaults and full names stay besides, because
 * publishers leave fields out on the strength of a default, and generated classes go by the name.
 */
final class FullTransitive {
    private FullTransitive() {}

    static List<String> violations(Schema current, List<Schema> released) {
        List<String> violations = new ArrayList<>();
        for (Schema older : released) {
            if (!current.getFullName().equals(older.getFullName())) {
                violations.add(older.getFullName() + " is now " + current.getFullName());
            }
            unreadable(current, older, violations);
            unreadable(older, current, violations);
            if (violations.isEmpty()) {
                lostDefaults(current, older, violations);
            }
        }
        return violations;
    }

    private static void unreadable(Schema reader, Schema writer, List<String> violations) {
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .forEach(incompatibility -> violations.add(incompatibility.toString()));
    }

    /** Walks two schemas that can read each other, so that their branches and items are of the same types. */
    private static void lostDefaults(Schema current, Schema older, List<String> violations) {
        switch (current.getType()) {
            case ARRAY -> lostDefaults(current.getElementType(), older.getElementType(), violations);
            case MAP -> lostDefaults(current.getValueType(), older.getValueType(), violations);
            case UNION -> {
                for (int i = 0; i < older.getTypes().size(); i++) {
                    lostDefaults(current.getTypes().get(i), older.getTypes().get(i), violations);
                }
            }
            case ENUM -> {
                if (!Objects.equals(older.getEnumDefault(), current.getEnumDefault())) {
                    violations.add(older.getFullName() + " has another default symbol");
                }
            }
            case RECORD -> {
                for (Schema.Field field : older.getFields()) {
                    Schema.Field today = current.getField(field.name());
                    if (today != null) {
                        if (field.hasDefaultValue() && !Objects.equals(field.defaultVal(), today.defaultVal())) {
                            violations.add(older.getFullName() + "." + field.name() + " has another default");
                        }
                        lostDefaults(today.schema(), field.schema(), violations);
                    }
                }
            }
            default -> {}
        }
    }
}
