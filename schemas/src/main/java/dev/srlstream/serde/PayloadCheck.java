package dev.srlstream.serde;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Walks once over an Avro binary by its writer's schema and makes sure that it is exactly one datum, before anything is allocated for it.
 * Avro's own checks cannot do that: they compare the bytes that are left with the <em>reader's</em> schema, and so refuse good records of an
 * older writer whose array elements have fewer fields. Owned by one call.
 */
final class PayloadCheck {
    private static final int DEEPEST_NESTING = 512;
    /** How many values a record may have: some take no bytes, such as nulls, so that its length alone does not bound them. */
    private static final int MOST_VALUES = 65_536;

    private static final int MOST_VALUES_PER_BYTE = 8;

    private final BinaryDecoder in;
    private final InputStream rest;
    private long valuesLeft;
    private @Nullable Schema record;
    private Schema.@Nullable Field field;

    private PayloadCheck(byte[] data, int offset) {
        in = DecoderFactory.get().binaryDecoder(data, offset, data.length - offset, null);
        rest = in.inputStream();
        valuesLeft = MOST_VALUES + (long) MOST_VALUES_PER_BYTE * (data.length - offset);
    }

    /** @throws SerializationException naming the first place that is not as the schema says */
    static void check(Schema writer, byte[] data, int offset) {
        PayloadCheck check = new PayloadCheck(data, offset);
        try {
            check.walk(writer, 0);
            check.requireEnd();
        } catch (EOFException e) {
            throw check.malformed("the record ends early");
        } catch (IOException | AvroRuntimeException e) {
            throw check.malformed("a number is not encoded as Avro does");
        }
    }

    private void requireEnd() throws IOException {
        if (remaining() > 0) {
            throw new SerializationException("the record is complete, but " + remaining() + " more bytes follow");
        }
    }

    /** Before 1.12, Avro's decoder itself does not tell. */
    private int remaining() throws IOException {
        return rest.available();
    }

    private void walk(Schema schema, int depth) throws IOException {
        if (depth > DEEPEST_NESTING) {
            throw malformed("values are nested more than " + DEEPEST_NESTING + " levels deep");
        }
        if (--valuesLeft < 0) {
            throw malformed("there are far more values than bytes");
        }
        switch (schema.getType()) {
            case NULL -> {}
            case BOOLEAN -> skip(1);
            case INT -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> skip(Float.BYTES);
            case DOUBLE -> skip(Double.BYTES);
            case FIXED -> skip(schema.getFixedSize());
            case STRING, BYTES -> skip(in.readLong());
            case ENUM -> index(schema.getEnumSymbols().size());
            case UNION -> walk(schema.getTypes().get(index(schema.getTypes().size())), depth + 1);
            case ARRAY -> blocks(schema.getElementType(), false, depth);
            case MAP -> blocks(schema.getValueType(), true, depth);
            case RECORD -> fields(schema, depth);
        }
    }

    private void fields(Schema schema, int depth) throws IOException {
        for (Schema.Field next : schema.getFields()) {
            record = schema;
            field = next;
            walk(next.schema(), depth + 1);
        }
    }

    private void blocks(Schema element, boolean keyed, int depth) throws IOException {
        for (long count = in.readLong(); count != 0; count = in.readLong()) {
            long end = -1;
            if (count < 0) {
                long bytes = in.readLong();
                if (count == Long.MIN_VALUE || bytes < 0 || bytes > remaining()) {
                    throw malformed("a block claims " + bytes + " bytes");
                }
                count = -count;
                end = remaining() - bytes;
            }
            for (long i = 0; i < count; i++) {
                if (keyed) {
                    skip(in.readLong());
                }
                walk(element, depth + 1);
            }
            // Avro skips unknown fields by this size and reads known ones by the count: both must lead to the same
            // place.
            if (end >= 0 && remaining() != end) {
                throw malformed("a block has another size than it claims");
            }
        }
    }

    private int index(int size) throws IOException {
        int index = in.readInt();
        if (index < 0 || index >= size) {
            throw malformed("there is a choice " + index + " among " + size);
        }
        return index;
    }

    private void skip(long bytes) throws IOException {
        if (bytes < 0 || bytes > remaining()) {
            throw malformed("a value claims " + bytes + " bytes where " + remaining() + " are left");
        }
        in.skipFixed((int) bytes);
    }

    private SerializationException malformed(String problem) {
        String place = record == null || field == null ? "" : " at " + record.getName() + "." + field.name();
        return new SerializationException(problem + place);
    }
}
