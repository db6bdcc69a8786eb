package dev.srlstream.stream;

import dev.srlstream.diagnosis.ServiceFault;
import dev.srlstream.diagnosis.UnknownSchema;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.stream.clients.UnknownSchemas;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.pending.PendingSentence;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes raw records and hands their events on. Bytes that are no sentence are an outcome, whatever the deserialiser throws for them;
 * a {@link ServiceFault}, such as a registry that does not answer, is thrown, for the record may be perfectly good. A record whose
 * schema the registry does not have yet waits. Owned by one task; the deserialiser is its stream thread's.
 */
final class EventReader {
    /** Confluent's name of the header that holds a schema's identifier where it does not stand before the value. */
    private static final String SCHEMA_HEADER = "__value_schema_id";

    private static final int FRAME_BYTES = 1 + Integer.BYTES;

    private final Deserializer<?> deserializer;
    private final Function<SentenceEvent, Submission> labeller;
    private final UnknownSchemas unknown;
    private final StreamListener listener;

    EventReader(
            Deserializer<?> deserializer,
            Function<SentenceEvent, Submission> labeller,
            UnknownSchemas unknown,
            StreamListener listener) {
        this.deserializer = deserializer;
        this.labeller = labeller;
        this.unknown = unknown;
        this.listener = listener;
    }

    /**
     * Reads a record.
     *
     * @param since when it came, as {@link UnknownSchemas#now}
     * @return empty where it is to be read again later
     */
    Optional<Submission> read(PendingSentence sentence, long since) {
        byte[] value = sentence.value();
        if (value == null) {
            return undecodable("The record has no value.", null);
        }
        Object schema = schema(sentence.headers(), value);
        if (schema != null) {
            switch (unknown.advice(schema)) {
                case WAIT -> {
                    return Optional.empty();
                }
                case BELIEVE -> {
                    return undecodable("The schema registry does not have its schema " + named(schema) + ".", null);
                }
                case ASK -> {}
            }
        }
        long asked = unknown.now();
        long begin = System.nanoTime();
        Object event;
        try {
            // A copy: deserialisers may change headers, and these go on to the output.
            event = deserializer.deserialize(sentence.topic(), new RecordHeaders(sentence.headers()), value);
        } catch (Throwable thrown) {
            if (ServiceFault.inReading(thrown)) {
                throw thrown;
            }
            if (schema != null && UnknownSchema.isIn(thrown)) {
                return unknown.missed(schema, since, asked) ? undecodable(reason(thrown), thrown) : Optional.empty();
            }
            found(schema);
            return undecodable(reason(thrown), thrown);
        }
        found(schema);
        listener.passed(Rejection.Stage.DECODE, System.nanoTime() - begin);
        if (event instanceof SentenceEvent sentenceEvent) {
            return Optional.of(labeller.apply(sentenceEvent));
        }
        return undecodable(
                "The value is no SentenceEvent but "
                        + (event == null ? "null" : event.getClass().getName()) + ".",
                null);
    }

    private void found(@Nullable Object schema) {
        if (schema != null) {
            unknown.found(schema);
        }
    }

    /** What names the schema in the record; null where nothing does. */
    private static @Nullable Object schema(RecordHeaders headers, byte[] value) {
        Header header = headers.lastHeader(SCHEMA_HEADER);
        if (header != null && header.value() != null) {
            return ByteBuffer.wrap(header.value());
        }
        return value.length < FRAME_BYTES || value[0] != 0
                ? null
                : (Object) ByteBuffer.wrap(value).getInt(1);
    }

    private static String named(Object schema) {
        return schema instanceof Integer ? "with id " + schema : "(named in the header " + SCHEMA_HEADER + ")";
    }

    private static Optional<Submission> undecodable(String reason, @Nullable Throwable thrown) {
        return Optional.of(Submission.done(new Rejection(Rejection.Stage.DECODE, reason, thrown)));
    }

    /** Deserialisers say in an exception of Kafka's what is wrong; of others the class may be all that there is. */
    private static String reason(Throwable thrown) {
        String message = message(thrown);
        if (!(thrown instanceof SerializationException)) {
            String kind = thrown.getClass().getSimpleName();
            message = message.equals(kind) ? kind : kind + ": " + message;
        }
        String cause = thrown.getCause() == null ? "" : message(thrown.getCause());
        return message.contains(cause) ? message : message + ": " + cause;
    }

    private static String message(Throwable e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
