package dev.srlstream.stream;

import dev.srlstream.diagnosis.UnknownSchema;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.stream.clients.UnknownSchemas;
import dev.srlstream.stream.pending.PendingSentence;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads records unless the registry does not have their schemas yet. Owned by one task. */
final class PatientReader {
    /** Confluent's name of the header that holds a schema's identifier where it does not stand before the value. */
    private static final String SCHEMA_HEADER = "__value_schema_id";

    private static final int FRAME_BYTES = 1 + Integer.BYTES;

    private final EventReader reader;
    private final UnknownSchemas unknown;

    PatientReader(EventReader reader, UnknownSchemas unknown) {
        this.reader = reader;
        this.unknown = unknown;
    }

    /**
     * Reads a record.
     *
     * @param since when it came, as {@link UnknownSchemas#now}
     * @return empty where it is to be read again later
     */
    Optional<Reading> read(PendingSentence sentence, long since) {
        Object schema = schema(sentence);
        if (schema == null) {
            return Optional.of(reader.read(sentence));
        }
        return switch (unknown.advice(schema)) {
            case WAIT -> Optional.empty();
            case BELIEVE ->
                Optional.of(new Reading.Rejected(new Rejection(
                        Rejection.Stage.DECODE,
                        "The schema registry does not have its schema " + named(schema) + ".")));
            case ASK -> ask(sentence, schema, since);
        };
    }

    private Optional<Reading> ask(PendingSentence sentence, Object schema, long since) {
        long asked = unknown.now();
        Reading reading = reader.read(sentence);
        Throwable thrown = reading instanceof Reading.Rejected rejected
                ? rejected.rejection().thrown()
                : null;
        if (thrown != null && UnknownSchema.isIn(thrown)) {
            return unknown.missed(schema, since, asked) ? Optional.of(reading) : Optional.empty();
        }
        unknown.found(schema);
        return Optional.of(reading);
    }

    /** What names the schema in the record; null where nothing does. */
    private static @Nullable Object schema(PendingSentence sentence) {
        Header header = sentence.headers().lastHeader(SCHEMA_HEADER);
        if (header != null && header.value() != null) {
            return ByteBuffer.wrap(header.value());
        }
        byte[] value = sentence.value();
        return value == null || value.length < FRAME_BYTES || value[0] != 0
                ? null
                : (Object) ByteBuffer.wrap(value).getInt(1);
    }

    private static String named(Object schema) {
        return schema instanceof Integer ? "with id " + schema : "(named in the header " + SCHEMA_HEADER + ")";
    }
}
