package dev.srlstream.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Avro's own JSON encoding of a record, on one line: what Avro's tools read back. */
public final class AvroJson {
    private AvroJson() {}

    public static String of(SpecificRecordBase entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JsonEncoder encoder = EncoderFactory.get().jsonEncoder(entry.getSchema(), bytes);
            new SpecificDatumWriter<SpecificRecordBase>(entry.getSchema(), entry.getSpecificData())
                    .write(entry, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
