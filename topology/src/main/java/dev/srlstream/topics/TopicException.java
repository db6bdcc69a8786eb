package dev.srlstream.topics;

import dev.srlstream.diagnosis.BrokerRefusal;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.diagnosis.RegistryRefusal;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** A topic that cannot be read or written. The message is one sentence with the address or name and the flag that changes it. */
public final class TopicException extends Exception {
    /** How long brokers may take to answer a person, in milliseconds. */
    public static final int PATIENCE = 8_000;

    private static final long serialVersionUID = 1L;

    private TopicException(String message) {
        super(message);
    }

    private TopicException(String message, Throwable cause) {
        super(message, cause);
    }

    public static TopicException absent(String topic) {
        return new TopicException(
                "There is no topic " + topic + " on the brokers; create it, or name another with --topic.");
    }

    /**
     * The registry's own sentence, or its client's, and the flag that gives its address.
     *
     * @param registry its addresses, without credentials
     */
    public static TopicException registry(RuntimeException e, String registry) {
        String reason = RegistryRefusal.in(e, registry)
                .orElseGet(() -> "The schema registry at " + registry + " cannot be used: " + innermost(e));
        return new TopicException(
                reason.replaceFirst("\\.$", "") + "; --registry gives its address, --config and --set the rest.", e);
    }

    /** Why brokers take no such record, however often it is sent. */
    public static String refusedRecord(Exception e) {
        return e instanceof RecordTooLargeException
                ? "Kafka does not take a sentence of this size (" + e.getMessage()
                        + "); shorten it, or give more room with --set kafka.max.request.size and the topic's"
                        + " max.message.bytes."
                : "Kafka does not take this sentence: " + e.getMessage();
    }

    /** @param clientConfig how the brokers were to be reached */
    public static TopicException brokers(KafkaException e, Map<String, Object> clientConfig) {
        String servers = String.valueOf(clientConfig.get("bootstrap.servers"));
        if (e instanceof InterruptException) {
            throw e;
        }
        Optional<String> refusal = BrokerRefusal.of(e, servers);
        if (refusal.isPresent()) {
            return new TopicException(refusal.get() + " Settings are given with --config or --set.", e);
        }
        String reason = innermost(e);
        if (e instanceof TimeoutException || reason.contains("bootstrap")) {
            return new TopicException(
                    "Kafka cannot be reached at %s (%s); start it, or give its address with --bootstrap-servers."
                            .formatted(
                                    servers,
                                    e instanceof TimeoutException
                                            ? "no answer within " + PATIENCE / 1000 + " s"
                                            : reason),
                    e);
        }
        if (e instanceof ConfigException) {
            return new TopicException("A kafka. setting cannot be used: " + reason + ".", e);
        }
        return new TopicException("Kafka at " + servers + " refuses: " + reason, e);
    }

    private static String innermost(Throwable e) {
        return String.valueOf(Causes.innermost(e).getMessage());
    }
}
