package dev.srlstream.compatibility;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Types as people say them: {@code a map of strings}, {@code an array of ints or null}. Bounded, whatever the schema. */
final class TypeWords {
    private static final int DEEPEST = 4;
    private static final int MOST_BRANCHES = 5;
    private static final int LONGEST_NAME = 100;

    private TypeWords() {}

    static String of(Schema schema) {
        return one(schema, 0);
    }

    /** Names come from the schema of another program. */
    static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static String one(Schema schema, int depth) {
        return switch (schema.getType()) {
            case UNION -> branches(schema, depth, true);
            case ARRAY -> "an array of " + many(schema.getElementType(), depth + 1);
            case MAP -> "a map of " + many(schema.getValueType(), depth + 1);
            case NULL -> "null";
            case BYTES -> "bytes";
            case INT -> "an int";
            case ENUM -> "an enum " + cut(schema.getFullName());
            case FIXED -> "a fixed " + cut(schema.getFullName()) + " of " + schema.getFixedSize() + " bytes";
            default -> "a " + name(schema);
        };
    }

    private static String many(Schema schema, int depth) {
        if (depth > DEEPEST) {
            return "…";
        }
        return switch (schema.getType()) {
            case UNION -> branches(schema, depth, false);
            case ARRAY -> "arrays of " + many(schema.getElementType(), depth + 1);
            case MAP -> "maps of " + many(schema.getValueType(), depth + 1);
            case NULL -> "nulls";
            case BYTES -> "bytes";
            case ENUM -> "enums " + cut(schema.getFullName());
            case FIXED -> "fixed " + cut(schema.getFullName()) + " of " + schema.getFixedSize() + " bytes";
            case RECORD -> "records " + cut(schema.getFullName());
            default -> name(schema) + "s";
        };
    }

    private static String name(Schema schema) {
        String name = schema.getType().getName();
        return schema.getType() == Schema.Type.RECORD ? name + " " + cut(schema.getFullName()) : name;
    }

    /** Null comes last, as people think of it last. */
    private static String branches(Schema union, int depth, boolean single) {
        List<Schema> types = union.getTypes();
        if (types.isEmpty()) {
            return "an empty union";
        }
        Stream<Schema> values = types.stream().filter(type -> type.getType() != Schema.Type.NULL);
        Stream<Schema> nulls = types.stream().filter(type -> type.getType() == Schema.Type.NULL);
        String words = Stream.concat(values, nulls)
                .limit(MOST_BRANCHES)
                .map(type -> single ? one(type, depth + 1) : many(type, depth + 1))
                .collect(Collectors.joining(" or "));
        return types.size() > MOST_BRANCHES ? words + " or one of " + (types.size() - MOST_BRANCHES) + " more" : words;
    }
}
