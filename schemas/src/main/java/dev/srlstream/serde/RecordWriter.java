package dev.srlstream.serde;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes records of one schema as records of another one. Avro's writers go by the position of fields, so where the two differ in
 * more than documentation the record is carried over by the names of its fields first. Lives as long as its serializer.
 */
final class RecordWriter {
    private final Schema given;
    private final Schema written;
    private final boolean sameLayout;
    private final boolean readable;

    /**
     * @param given the schema that records bring
     * @param written the schema behind the id that goes in front of them
     */
    RecordWriter(Schema given, Schema written) {
        this.given = given;
        this.written = written;
        this.sameLayout = given.equals(written)
                || SchemaNormalization.toParsingForm(given).equals(SchemaNormalization.toParsingForm(written));
        this.readable = sameLayout
                || SchemaCompatibility.checkReaderWriterCompatibility(written, given)
                                .getType()
                        == SchemaCompatibilityType.COMPATIBLE;
    }

    /** Whether every record of the given schema can be carried over. */
    boolean readable() {
        return readable;
    }

    /** @throws SerializationException where the record is not as its schema says; the message holds no content */
    void write(IndexedRecord record, OutputStream out) {
        try {
            if (sameLayout) {
                encode(record, given, out);
                return;
            }
            ByteArrayOutputStream asGiven = new ByteArrayOutputStream();
            encode(record, given, asGiven);
            IndexedRecord carriedOver = new GenericDatumReader<IndexedRecord>(given, written)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .directBinaryDecoder(new ByteArrayInputStream(asGiven.toByteArray()), null));
            encode(carriedOver, written, out);
        } catch (NullPointerException e) {
            // Avro's message names the field, and null is no content.
            throw new SerializationException("A " + given.getFullName() + " cannot be encoded: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "A " + given.getFullName() + " cannot be encoded: a value does not fit its schema", e);
        }
    }

    private static void encode(IndexedRecord record, Schema schema, OutputStream out) throws IOException {
        DatumWriter<IndexedRecord> writer = record instanceof SpecificRecord
                ? new SpecificDatumWriter<>(schema, SpecificData.getForClass(record.getClass()))
                : new GenericDatumWriter<>(schema);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(record, encoder);
        encoder.flush();
    }
}
