package dev.srlstream.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serializer;

/** Avro without a registry, for tests of what lies between the serdes. */
public final class PlainAvroSerializer implements Serializer<Object> {
    @Override
    public byte[] serialize(String topic, Object data) {
        return bytes((SpecificRecordBase) data);
    }

    static byte[] bytes(SpecificRecordBase data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecordBase>(data.getSchema(), data.getSpecificData()).write(data, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
