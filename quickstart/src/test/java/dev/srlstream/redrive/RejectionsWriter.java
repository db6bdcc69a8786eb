package dev.srlstream.redrive;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to a rejections topic as the service does: in transactions, with the headers of rejections. */
public final class RejectionsWriter implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final String sentences;

    /**
     * @param topic the rejections topic
     * @param sentences where the records were rejected
     */
    public RejectionsWriter(String servers, String topic, String sentences) {
        this.topic = topic;
        this.sentences = sentences;
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "transactional.id",
                        UUID.randomUUID().toString()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
    }

    void abort() {
        producer.abortTransaction();
    }

    /** A rejected record: {@code reason} is its value as well, {@code source} its partition and offset. */
    public ProducerRecord<byte[], byte[]> record(
            int partition, long timestamp, @Nullable String key, String source, String stage, String reason) {
        ProducerRecord<byte[], byte[]> entry =
                new ProducerRecord<>(topic, partition, timestamp, key == null ? null : bytes(key), bytes(reason));
        String[] place = source.split("@", -1);
        header(entry, "trace", "t-" + reason);
        header(entry, "srl.source.topic", sentences);
        header(entry, "srl.rejection.stage", stage);
        header(entry, "srl.rejection.reason", reason);
        header(entry, "__streams.errors.topic", sentences);
        header(entry, "__streams.errors.partition", place[0]);
        header(entry, "__streams.errors.offset", place[1]);
        return entry;
    }

    /** Sends a record in the transaction that is open. */
    public void send(ProducerRecord<byte[], byte[]> entry) throws Exception {
        producer.send(entry).get();
    }

    /** Sends records in a transaction each, so that each has a marker behind it. */
    @SafeVarargs
    public final void commit(ProducerRecord<byte[], byte[]>... entries) throws Exception {
        for (ProducerRecord<byte[], byte[]> entry : entries) {
            begin();
            send(entry);
            commit();
        }
    }

    public void abort(ProducerRecord<byte[], byte[]> entry) throws Exception {
        begin();
        send(entry);
        abort();
    }

    static void header(ProducerRecord<byte[], byte[]> entry, String name, String value) {
        entry.headers().add(name, bytes(value));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
