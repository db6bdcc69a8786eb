package dev.srlstream.redrive;

import dev.srlstream.config.Settings;
import dev.srlstream.console.RecordMetadata;
import dev.srlstream.console.RejectedRecord;
import dev.srlstream.topics.Selection;
import dev.srlstream.topics.TopicException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Sends rejected records back to the sentences topic, each once: with a note in the rejections topic, in one transaction. A record that
 * is rejected again is another record of that topic, which stays until somebody redrives it. Owned by one thread, and used once.
 */
public final class Redrive {
    /** What a redrive asks and tells, on the thread that runs it. */
    public interface Listener {
        /** Whether a record is among those that are meant. */
        boolean isMeant(ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected);

        /** A record has been sent back; in a dry run, would be. */
        void sent(ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected) throws TopicException;

        /**
         * A record is meant and cannot be sent back.
         *
         * @param what which one
         * @param reason why, as a sentence
         */
        void leftOut(String what, String reason);

        /** Something that a person should know, as a sentence. */
        void remark(String sentence);
    }

    /**
     * What became of the records.
     *
     * @param sent how many were sent back; in a dry run, would have been
     * @param before how many were passed over, as they had been redriven before
     * @param others how many were not meant
     */
    public record Result(long sent, long before, long others) {}

    private final Map<String, Object> clientConfig;
    private final String sentences;
    private final Listener listener;
    private long sent;
    private long others;

    public Redrive(Settings settings, Listener listener) {
        this.clientConfig = settings.kafkaClientConfig();
        this.sentences = settings.sentencesTopic();
        this.listener = listener;
    }

    /**
     * Sends back what a selection of the rejections topic has now.
     *
     * @param most how many records at most
     */
    public Result run(Selection selection, long most) throws TopicException {
        // First, so that no other redrive of the topic can commit what is read here as not sent.
        try (RedriveProducer producer = RedriveProducer.open(clientConfig, selection.topic(), sentences)) {
            return run(selection, most, producer);
        }
    }

    /** Only tells what {@link #run} would send. */
    public Result dryRun(Selection selection, long most) throws TopicException {
        return run(selection, most, null);
    }

    Result run(Selection selection, long most, @Nullable RedriveProducer producer) throws TopicException {
        try (RejectionsTopic rejections =
                RejectionsTopic.open(clientConfig, selection, producer != null, listener::remark)) {
            RedriveBatch batch = new RedriveBatch();
            while (sent + batch.size() < most && !rejections.atEnd()) {
                for (ConsumerRecord<byte[], byte[]> entry : rejections.next()) {
                    if (sent + batch.size() < most && isToSend(entry)) {
                        batch.add(entry);
                    }
                    if (batch.isFull()) {
                        send(batch, producer);
                    }
                }
            }
            send(batch, producer);
            return new Result(sent, rejections.before(), others);
        }
    }

    private boolean isToSend(ConsumerRecord<byte[], byte[]> entry) {
        RejectedRecord rejected;
        try {
            rejected = RejectedRecord.of(entry);
        } catch (SerializationException e) {
            listener.leftOut(RecordMetadata.place(entry), String.valueOf(e.getMessage()));
            return false;
        }
        if (!listener.isMeant(entry, rejected)) {
            others++;
            return false;
        }
        if (rejected.isCut()) {
            listener.leftOut(
                    RecordMetadata.place(entry),
                    "Only the beginning of its value is here; " + rejected.source() + " has the whole of it.");
            return false;
        }
        if (!rejected.sourceTopic().equals(sentences)) {
            listener.leftOut(
                    RecordMetadata.place(entry),
                    "It is from the topic %s, and topic.sentences is %s; with --set topic.sentences=… it goes back to its own."
                            .formatted(rejected.sourceTopic(), sentences));
            return false;
        }
        return true;
    }

    private void send(RedriveBatch batch, @Nullable RedriveProducer producer) throws TopicException {
        if (producer != null && batch.size() > 0) {
            producer.send(batch.entries());
        }
        for (ConsumerRecord<byte[], byte[]> entry : batch.entries()) {
            listener.sent(entry, RejectedRecord.of(entry));
        }
        sent += batch.size();
        batch.clear();
    }
}
