package dev.srlstream.serde;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Confluent's framing: the byte 0x00, the schema id in four bytes, most significant first, then the Avro binary. */
final class WireFormat {
    /** Where the Avro binary begins. */
    static final int PAYLOAD_OFFSET = 5;

    private static final byte MAGIC_ID = 0;
    private static final byte MAGIC_GUID = 1;
    private static final String HEADER_ADVICE =
            "schema ids in headers (Confluent 8) are not supported; let the publisher use Confluent's PrefixSchemaIdSerializer";

    private WireFormat() {}

    static void writeHeader(ByteArrayOutputStream out, int schemaId) {
        out.write(MAGIC_ID);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
    }

    /** @throws SerializationException where the bytes do not begin with a schema id */
    static int schemaId(byte[] data) {
        if (data.length == 0) {
            throw new SerializationException("the record is empty");
        }
        if (data[0] == MAGIC_GUID) {
            throw new SerializationException("it begins with magic byte 0x01; " + HEADER_ADVICE);
        }
        if (data[0] != MAGIC_ID) {
            throw new SerializationException(
                    String.format("it begins with 0x%02x where Confluent's format has 0x00 and a schema id", data[0]));
        }
        if (data.length < PAYLOAD_OFFSET) {
            throw new SerializationException("it ends within the schema id, after " + data.length + " bytes");
        }
        int id = ByteBuffer.wrap(data, 1, Integer.BYTES).getInt();
        if (id < 0) {
            throw new SerializationException("its schema id " + id + " is negative");
        }
        return id;
    }

    /** @throws SerializationException where the schema's identifier is in a header, so that the value has no frame */
    static void refuseHeaderFraming(@Nullable Headers headers, boolean isKey) {
        String name = isKey ? "__key_schema_id" : "__value_schema_id";
        if (headers != null && headers.lastHeader(name) != null) {
            throw new SerializationException("its schema id is in the header " + name + "; " + HEADER_ADVICE);
        }
    }
}
