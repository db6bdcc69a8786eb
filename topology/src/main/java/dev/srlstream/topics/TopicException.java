package dev.srlstream.topics;

import dev.srlstream.diagnosis.BrokerRefusal;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.diagnosis.RegistryRefusal;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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

    static TopicException absentSentences(String topic) {
        return new TopicException(
                "There is no topic " + topic
                        + " on the brokers to send records back to; create it, or name another with --set topic.sentences=NAME.");
    }

    /** @param right as operation and resource */
    public static TopicException lacking(String right, Map<String, Object> clientConfig, KafkaException e) {
        String servers = String.valueOf(clientConfig.get("bootstrap.servers"));
        return new TopicException(BrokerRefusal.lacking(right, servers), e);
    }

    static TopicException noPartition(String topic, int wanted, int partitions) {
        return new TopicException("The topic %s has no partition %d; its partitions are 0%s."
                .formatted(topic, wanted, partitions == 1 ? " alone" : " to " + (partitions - 1)));
    }

    /** @param end of the partition that reaches farthest */
    static TopicException noOffset(String topic, long offset, long end) {
        return new TopicException(
                "The topic %s has no offset %d: what is read of it ends before offset %d; name an earlier place with --from."
                        .formatted(topic, offset, end + 1));
    }

    /** @param position where it was being read, which is behind its end now */
    static TopicException shortened(TopicPartition partition, long position) {
        return new TopicException(
                "%s ends before offset %d, up to which it has been read: the topic was created anew, or its brokers have lost records; read it again from its beginning."
                        .formatted(partition, position));
    }

    /** Another writer has begun to use the same transactional id, or the brokers have given this one's transaction up. */
    public static TopicException takenOver(KafkaException e) {
        return new TopicException(
                "Another redrive of this topic has begun, or the brokers took too long for a transaction and gave it up; what was printed is sent, and the next redrive goes on behind it.",
                e);
    }

    /** Brokers that have not answered while records were sent in a transaction. */
    public static TopicException noCommit(Map<String, Object> clientConfig, KafkaException e) {
        return new TopicException(
                "Kafka at %s has not answered in time (%s), so it is not known whether the last records are sent; run it again when the brokers are well, it goes on behind what is."
                        .formatted(clientConfig.get("bootstrap.servers"), innermost(e)),
                e);
    }

    /** @param note where a note of redriven records stands */
    public static TopicException unreadableNote(String note) {
        return new TopicException("The note of redriven records at " + note
                + " cannot be read, so it is not known what has been sent; --from begins behind it.");
    }

    /**
     * A record that the brokers do not take.
     *
     * @param what which one
     */
    public static TopicException refused(String what, Exception e) {
        return new TopicException(
                "%s is not taken by the brokers: %s Choose other records with --from and the filters."
                        .formatted(what, refusedRecord(e)),
                e);
    }

    static TopicException transaction(String sentence, RuntimeException e) {
        return new TopicException(sentence, e);
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
