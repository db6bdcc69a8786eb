package dev.srlstream.stream;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/** Reads Avro that was written without a registry. */
final class PlainAvro {
    static {
        // Avro reads generated classes only where they are trusted; the serde does it without touching the whole JVM.
        ClassSecurityValidator.setGlobal(type ->
                type.getPackageName().equals("dev.srlstream.event") || ClassSecurityValidator.DEFAULT.isTrusted(type));
    }

    private PlainAvro() {}

    static <T extends SpecificRecord> T read(Class<T> type, byte[] bytes) throws IOException {
        SpecificData data = SpecificData.getForClass(type);
        Schema schema = data.getSchema(type);
        return new SpecificDatumReader<T>(schema, schema, data)
                .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
