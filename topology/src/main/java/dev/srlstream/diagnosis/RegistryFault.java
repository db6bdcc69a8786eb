package dev.srlstream.diagnosis;

import dev.srlstream.sentence.ProcessFault;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.ApiException;

/**
 * Tells a registry that did not help from a record that cannot be read, where a deserialiser reports both as a serialisation error.
 * Confluent's does, with the reason inside. Its classes are known by name: its jar need not be there.
 */
final class RegistryFault {
    private static final String ANSWER = "RestClientException";
    private static final String CONNECTION = ".RestService";

    private RegistryFault() {}

    /** Whether nothing is known about the record, which may be perfectly good. */
    static boolean isIn(Throwable thrown) {
        // The client's newer versions put some answers into the words of Kafka's own protocol.
        return ProcessFault.anyCause(
                thrown,
                cause -> cause instanceof ApiException
                        || isRefusal(cause)
                        || isNetwork(cause)
                        || isOfTheConnection(cause));
    }

    /** Whether this is the registry's answer that it does not do what it was asked for, or does not have it. */
    static boolean isAnswer(Throwable cause) {
        return cause.getClass().getSimpleName().equals(ANSWER);
    }

    private static boolean isRefusal(Throwable cause) {
        return isAnswer(cause) && !UnknownSchema.is(cause);
    }

    private static boolean isNetwork(Throwable cause) {
        return cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof HttpTimeoutException
                || cause instanceof SSLException;
    }

    /**
     * Whether Confluent's client met it while it asked the registry. Avro ends a truncated record with an {@link IOException} as well, and so does the client a schema that is none: what counts is
     * whether an answer was being read.
     */
    static boolean isOfTheConnection(Throwable cause) {
        return cause instanceof IOException
                && Arrays.stream(cause.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith(CONNECTION));
    }
}
