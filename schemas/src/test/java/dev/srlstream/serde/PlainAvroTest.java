package dev.srlstream.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.event.SentenceFrames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.Test;

/** The generated classes with Avro's own readers. The build runs this twice, also with the oldest Avro that programs may have. */
class PlainAvroTest {
    private static final String AVRO = System.getProperty("avro.expected", "");
    private static final boolean ASKS_FOR_TRUST = !AVRO.startsWith("1.11.");

    @Test
    void runsOnTheAvroThatTheBuildNames() throws Exception {
        // When
        URI jar =
                Schema.class.getProtectionDomain().getCodeSource().getLocation().toURI();

        // Then
        assertThat(jar.getPath()).endsWith("/avro-" + AVRO + ".jar");
    }

    @Test
    void readsGenericRecords() throws IOException {
        // When
        GenericRecord read = new GenericDatumReader<GenericRecord>(SentenceFrames.getClassSchema())
                .read(null, decoder(written(Samples.frames())));

        // Then
        assertThat(read.get("text")).hasToString(Samples.frames().getText());
        GenericRecord last = (GenericRecord) ((List<?>) read.get("tokens")).get(1);
        assertThat(last.get("endCodePoint")).isEqualTo(8);
    }

    @Test
    void readsSpecificRecordsThatTheProcessTrusts() throws IOException {
        // Given
        byte[] bytes = written(Samples.frames());

        // When
        Throwable distrust = catchThrowable(() -> read(bytes, SentenceFrames.getClassSchema()));
        SentenceFrames read = trusting(bytes, SentenceFrames.getClassSchema());

        // Then
        assertThat(distrust != null).isEqualTo(ASKS_FOR_TRUST);
        assertThat(read).isEqualTo(Samples.frames());
    }

    @Test
    void letsProgramsAskForTrustWhateverTheAvro() {
        if (ASKS_FOR_TRUST) {
            Trust.restoredAfter(AvroTrust::inEvents);
        } else {
            AvroTrust.inEvents();
        }
    }

    @Test
    void readsWhatTheFirstVersionWroteWithoutCodePoints() throws IOException {
        // Given
        Schema first = firstVersion();
        GenericRecord old = new GenericDatumReader<GenericRecord>(SentenceFrames.getClassSchema(), first)
                .read(null, decoder(written(Samples.frames())));
        byte[] bytes = written(old, new GenericDatumWriter<>(first));

        // When
        SentenceFrames read = trusting(bytes, first);

        // Then
        assertThat(read.getTokens()).hasSize(2).allSatisfy(token -> {
            assertThat(token.getEnd()).isPositive();
            assertThat(token.getBeginCodePoint()).isEqualTo(-1);
            assertThat(token.getEndCodePoint()).isEqualTo(-1);
        });
        assertThat(read.getFrames().get(0).getArguments().get(0).getStopCodePoint())
                .isEqualTo(-1);
    }

    private static SentenceFrames read(byte[] bytes, Schema writer) throws IOException {
        SpecificDatumReader<SentenceFrames> reader = new SpecificDatumReader<>(SentenceFrames.class);
        reader.setSchema(writer);
        return reader.read(null, decoder(bytes));
    }

    private static SentenceFrames trusting(byte[] bytes, Schema writer) throws IOException {
        return ASKS_FOR_TRUST ? Trust.reading(bytes, writer) : read(bytes, writer);
    }

    /** Loaded only where Avro has the class. */
    private static final class Trust {
        static void restoredAfter(Runnable change) {
            ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
            change.run();
            assertThat(ClassSecurityValidator.getGlobal().isTrusted(SentenceFrames.class))
                    .isTrue();
            ClassSecurityValidator.setGlobal(before);
        }

        static SentenceFrames reading(byte[] bytes, Schema writer) throws IOException {
            ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
            ClassSecurityValidator.setGlobal(
                    type -> type.getPackageName().equals("dev.srlstream.event") || before.isTrusted(type));
            try {
                return read(bytes, writer);
            } finally {
                ClassSecurityValidator.setGlobal(before);
            }
        }
    }

    private static Schema firstVersion() throws IOException {
        try (InputStream text =
                Objects.requireNonNull(SentenceFrames.class.getResourceAsStream("/history/SentenceFrames/v1.avsc"))) {
            return new Schema.Parser().parse(text);
        }
    }

    private static BinaryDecoder decoder(byte[] bytes) {
        return DecoderFactory.get().binaryDecoder(bytes, null);
    }

    private static byte[] written(SentenceFrames frames) throws IOException {
        return written(frames, new SpecificDatumWriter<>(SentenceFrames.class));
    }

    private static <T> byte[] written(T record, DatumWriter<T> writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
