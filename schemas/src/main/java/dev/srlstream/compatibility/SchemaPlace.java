package dev.srlstream.compatibility;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.jspecify.annotations.Nullable;

/**
 * The innermost field around a place in two schemas, with its type in both; both schemas themselves where no field is around it.
 *
 * @param path the names of the fields down to it, with full stops in between; empty where there is none
 */
record SchemaPlace(String path, Schema reader, Schema writer) {
    private static final int LONGEST_PATH = 300;

    /** @param location as Avro tells it: {@code /fields/3/type/items/fields/0} */
    static SchemaPlace of(String location, Schema reader, Schema writer, String prefix) {
        SchemaPlace place = new SchemaPlace(prefix.replaceFirst("\\.$", ""), reader, writer);
        Schema read = reader;
        Schema written = writer;
        String[] steps = location.split("/", -1);
        for (int i = 1; i < steps.length; i++) {
            String step = steps[i];
            if (step.equals("fields")) {
                i++;
                Schema.Field field = read.getFields().get(Integer.parseInt(steps[i]));
                Schema.@Nullable Field source = SchemaCompatibility.lookupWriterField(written, field);
                read = field.schema();
                written = source == null ? written : source.schema();
                place = new SchemaPlace(place.beneath(TypeWords.cut(field.name())), read, written);
            } else if (step.equals("items")) {
                read = read.getElementType();
                written = written.getElementType();
            } else if (step.equals("values")) {
                read = read.getValueType();
                written = written.getValueType();
            } else if (step.matches("\\d+") && written.getType() == Schema.Type.UNION) {
                written = written.getTypes().get(Integer.parseInt(step));
            }
        }
        return place;
    }

    /** The place as the subject of a sentence. */
    String subject() {
        return path.isEmpty() ? "it" : "field " + path;
    }

    private String beneath(String name) {
        String beneath = path.isEmpty() ? name : path + "." + name;
        return beneath.length() <= LONGEST_PATH ? beneath : "…" + beneath.substring(beneath.length() - LONGEST_PATH);
    }
}
