package dev.srlstream.stream;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Rejection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads raw records. Bytes that are no sentence are an outcome; a registry that does not answer is a fault and is thrown,
 * for the record may be perfectly good. Owned by one task.
 */
final class EventReader implements AutoCloseable {
    /** How an exception of Confluent's client ends: with an HTTP status, or that and two digits more. */
    private static final Pattern SERVER_ERROR = Pattern.compile("error code: 5\\d\\d(\\d\\d)?$");

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
            if (isRegistryFault(e)) {
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

    /**
     * Confluent's deserialiser reports a registry that cannot be reached, or that fails, as a serialisation error, with the
     * network's exception or the registry's answer inside.
     */
    private static boolean isRegistryFault(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof SocketTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof HttpTimeoutException
                    || cause instanceof SSLException
                    || (cause.getClass().getSimpleName().equals("RestClientException")
                            && SERVER_ERROR.matcher(message(cause)).find())) {
                return true;
            }
        }
        return false;
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

    @Override
    public void close() {
        deserializer.close();
    }
}
