package dev.srlstream.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Says why records of a writer's schema cannot be read with a reader's: the field, what it is, and what is expected. Takes Avro's
 * verdict and finds the fields behind the places that Avro names. Used by one thread for one pair of schemas.
 */
public final class SchemaMismatch {
    private static final int MOST_SHOWN = 3;
    /** Types that contain each other could go on for ever, and anybody can register a large schema. */
    private static final int MOST_FOUND = 20;

    private static final int DEEPEST = 5;

    private final List<String> reasons = new ArrayList<>();

    private SchemaMismatch() {}

    /** The first reasons as a clause, such as {@code field size is a string where an int is expected}; empty where all records can be read. */
    public static Optional<String> between(Schema reader, Schema writer) {
        SchemaMismatch mismatch = new SchemaMismatch();
        mismatch.collect(reader, writer, "", 0);
        List<String> reasons = mismatch.reasons.stream().distinct().toList();
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        String shown = String.join("; ", reasons.subList(0, Math.min(MOST_SHOWN, reasons.size())));
        return Optional.of(reasons.size() > MOST_SHOWN ? shown + "; and more" : shown);
    }

    /**
     * How a new schema and a registered one fail to read each other's records, as clauses about "it", the new one; empty where each
     * reads the other's. Which direction counts is the registry's setting.
     *
     * @param name what to call the registered one
     */
    public static Optional<String> eitherWay(Schema schema, Schema registered, String name) {
        List<String> clauses = new ArrayList<>();
        between(schema, registered)
                .ifPresent(reasons -> clauses.add("it cannot read records of " + name + " (" + reasons + ")"));
        between(registered, schema)
                .ifPresent(reasons -> clauses.add(name + " cannot read its records (" + reasons + ")"));
        return clauses.isEmpty() ? Optional.empty() : Optional.of(String.join(", and ", clauses));
    }

    /** @param prefix the fields around the two, each with a full stop behind it */
    private void collect(Schema reader, Schema writer, String prefix, int depth) {
        for (Incompatibility incompatibility : SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()) {
            if (reasons.size() >= MOST_FOUND) {
                return;
            }
            SchemaPlace place = SchemaPlace.of(incompatibility.getLocation(), reader, writer, prefix);
            Optional<Branches> branches = depth < DEEPEST ? Branches.of(incompatibility) : Optional.empty();
            if (branches.isPresent()) {
                Branches pair = branches.get();
                collect(pair.reader(), pair.writer(), place.path().isEmpty() ? "" : place.path() + ".", depth + 1);
            } else {
                reasons.add(reason(incompatibility, place));
            }
        }
    }

    private static String reason(Incompatibility incompatibility, SchemaPlace place) {
        return switch (incompatibility.getType()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE -> place.subject() + " is missing and has no default";
            case MISSING_ENUM_SYMBOLS ->
                place.subject() + " can be "
                        + TypeWords.cut(incompatibility.getMessage().replaceAll("[\\[\\]]", ""))
                        + ", which the expected enum "
                        + TypeWords.cut(incompatibility.getReaderFragment().getFullName()) + " does not have";
            case NAME_MISMATCH, FIXED_SIZE_MISMATCH ->
                expectation(place, incompatibility.getWriterFragment(), incompatibility.getReaderFragment());
            default ->
                incompatibility.getLocation().equals("/")
                        ? expectation(place, incompatibility.getWriterFragment(), incompatibility.getReaderFragment())
                        : expectation(place, place.writer(), place.reader());
        };
    }

    private static String expectation(SchemaPlace place, Schema found, Schema expected) {
        return place.subject() + " is " + TypeWords.of(found) + " where " + TypeWords.of(expected) + " is expected";
    }

    /** Of two unions, the branches that were meant for each other: what differs is inside them. */
    private record Branches(Schema reader, Schema writer) {
        static Optional<Branches> of(Incompatibility incompatibility) {
            Schema reader = incompatibility.getReaderFragment();
            if (reader.getType() != Schema.Type.UNION) {
                return Optional.empty();
            }
            Schema writer = branch(incompatibility);
            return reader.getTypes().stream()
                    .filter(type -> type.getType() == writer.getType() && isNamedAlike(type, writer))
                    .map(type -> new Branches(type, writer))
                    .findFirst();
        }

        private static boolean isNamedAlike(Schema reader, Schema writer) {
            return switch (reader.getType()) {
                case RECORD, ENUM, FIXED -> SchemaCompatibility.schemaNameEquals(reader, writer);
                case ARRAY, MAP -> true;
                default -> false;
            };
        }

        /** The one that the reader lacks: Avro puts its index behind the place. */
        private static Schema branch(Incompatibility incompatibility) {
            Schema writer = incompatibility.getWriterFragment();
            String location = incompatibility.getLocation();
            String last = location.substring(location.lastIndexOf('/') + 1);
            boolean index = writer.getType() == Schema.Type.UNION && last.matches("\\d{1,6}");
            return index ? writer.getTypes().get(Integer.parseInt(last)) : writer;
        }
    }
}
