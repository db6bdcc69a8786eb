package dev.srlstream.serde;

import dev.srlstream.compatibility.SchemaMismatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Reads records of one writer's schema into records of one reader's schema. Lives as long as its deserializer. */
final class RecordReader {
    private final Schema writer;
    private final Schema reader;
    private final DatumReader<IndexedRecord> datums;
    private volatile @Nullable String reason;

    private RecordReader(Schema writer, Schema reader, DatumReader<IndexedRecord> datums) {
        this.writer = writer;
        this.reader = reader;
        this.datums = datums;
    }

    /** @throws SerializationException where the schema is not a record's */
    static RecordReader generic(Schema writer) {
        return generic(writer, writer);
    }

    /** @throws SerializationException where the writer's schema is not a record's */
    static RecordReader generic(Schema writer, Schema reader) {
        requireRecord(writer);
        return new RecordReader(writer, reader, new GenericDatumReader<>(writer, reader));
    }

    /**
     * @param type the generated class; null looks it up by the writer's name
     * @throws SerializationException where the schema is another record's
     */
    static RecordReader specific(Schema writer, @Nullable Class<? extends SpecificRecord> type) {
        requireRecord(writer);
        Class<? extends SpecificRecord> target = type == null ? generatedFor(writer) : type;
        GeneratedClasses classes = GeneratedClasses.besides(target);
        Schema reader = classes.getSchema(target);
        if (!SchemaCompatibility.schemaNameEquals(reader, writer)) {
            throw new SerializationException(
                    "its schema is that of " + writer.getFullName() + ", not of " + reader.getFullName());
        }
        return new RecordReader(writer, reader, new SpecificDatumReader<>(writer, reader, classes));
    }

    /**
     * @param offset where the Avro binary begins; it ends with the array
     * @throws SerializationException with the reason as a clause that fits behind a colon
     */
    IndexedRecord read(byte[] data, int offset) {
        PayloadCheck.check(writer, data, offset);
        // The direct decoder does not know how many bytes are left, which keeps Avro from comparing them with the
        // reader's schema.
        ByteArrayInputStream payload = new ByteArrayInputStream(data, offset, data.length - offset);
        try {
            return datums.read(null, DecoderFactory.get().directBinaryDecoder(payload, null));
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(reason(), e);
        }
    }

    private String reason() {
        String found = reason;
        if (found == null) {
            found = SchemaMismatch.between(reader, writer)
                    .map(mismatch -> "its schema cannot be read as " + reader.getFullName() + ": " + mismatch)
                    .orElseGet(() -> "its bytes do not fit the schema of " + writer.getFullName());
            reason = found; // The same for all records of these schemas.
        }
        return found;
    }

    private static void requireRecord(Schema writer) {
        if (writer.getType() != Schema.Type.RECORD) {
            throw new SerializationException(
                    "its schema is of type " + writer.getType().getName() + ", not a record");
        }
    }

    private static Class<? extends SpecificRecord> generatedFor(Schema writer) {
        Class<?> found =
                GeneratedClasses.of(Utils.getContextOrKafkaClassLoader()).getClass(writer);
        if (found == null) {
            throw new SerializationException("there is no generated class for its schema " + writer.getFullName());
        }
        return found.asSubclass(SpecificRecord.class);
    }
}
