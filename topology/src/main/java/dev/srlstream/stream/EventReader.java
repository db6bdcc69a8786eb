package dev.srlstream.stream;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Rejection;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads raw records. Bytes that are no sentence are an outcome; a registry that does not answer, or refuses to, is a fault and is
 * thrown, for the record may be perfectly good. Owned by one task; the deserialiser is its stream thread's.
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
            return undecodable("The record has no value.");
        }
        Object event;
        try {
            // A copy: deserialisers may change headers, and these go on to the output.
            event = deserializer.deserialize(sentence.topic(), new RecordHeaders(sentence.headers()), value);
        } catch (SerializationException e) {
            if (RegistryFault.isIn(e)) {
                throw e;
            }
            return undecodable(reason(e));
        }
        if (event instanceof SentenceEvent sentenceEvent) {
            return reader.apply(sentenceEvent);
        }
        return undecodable("The value is no SentenceEvent but "
                + (event == null ? "null" : event.getClass().getName()) + ".");
    }

    private static Reading undecodable(String reason) {
        return new Reading.Rejected(new Rejection(Rejection.Stage.DECODE, reason));
    }

    private static String reason(SerializationException e) {
        String message = message(e);
        String cause = e.getCause() == null ? "" : message(e.getCause());
        return message.contains(cause) ? message : message + ": " + cause;
    }

    private static String message(Throwable e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.replaceAll("\\s+", " ");
    }
}
