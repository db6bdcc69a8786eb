package dev.srlstream.stream;

import dev.srlstream.diagnosis.ServiceFault;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.stream.pending.PendingSentence;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads raw records. Bytes that are no sentence are an outcome, whatever the deserialiser throws for them; a {@link ServiceFault}, such
 * as a registry that does not answer, is thrown, for the record may be perfectly good. Owned by one task; the deserialiser is its stream thread's.
 */
final class EventReader {
    private final Deserializer<?> deserializer;
    private final Function<SentenceEvent, Reading> reader;

    EventReader(Deserializer<?> deserializer, Function<SentenceEvent, Reading> reader) {
        this.deserializer = deserializer;
        this.reader = reader;
    }

    Reading read(PendingSentence sentence) {
        byte[] value = sentence.value();
        if (value == null) {
            return undecodable("The record has no value.", null);
        }
        Object event;
        try {
            // A copy: deserialisers may change headers, and these go on to the output.
            event = deserializer.deserialize(sentence.topic(), new RecordHeaders(sentence.headers()), value);
        } catch (Throwable thrown) {
            if (ServiceFault.inReading(thrown)) {
                throw thrown;
            }
            return undecodable(reason(thrown), thrown);
        }
        if (event instanceof SentenceEvent sentenceEvent) {
            return reader.apply(sentenceEvent);
        }
        return undecodable(
                "The value is no SentenceEvent but "
                        + (event == null ? "null" : event.getClass().getName()) + ".",
                null);
    }

    private static Reading undecodable(String reason, @Nullable Throwable thrown) {
        return new Reading.Rejected(new Rejection(Rejection.Stage.DECODE, reason, thrown));
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
