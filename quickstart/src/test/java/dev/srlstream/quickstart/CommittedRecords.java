package dev.srlstream.quickstart;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Follows topics from their beginning, as a reader of committed records does. */
final class CommittedRecords implements AutoCloseable {
    /** Where a record's sentence stood. */
    record Source(int partition, long offset) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    CommittedRecords(String servers, Collection<String> topics) {
        this(servers, topics, "read_committed");
    }

    private CommittedRecords(String servers, Collection<String> topics, String isolation) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits until a topic has so many records, and returns all that it has. */
    static List<ConsumerRecord<byte[], byte[]>> await(String servers, String topic, int count) {
        try (CommittedRecords records = new CommittedRecords(servers, List.of(topic))) {
            Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> records.poll() >= count);
            return records.all();
        }
    }

    /** How many records of topics belong to aborted transactions; to be asked when nobody writes any more. */
    static int aborted(String servers, Collection<String> topics) {
        try (CommittedRecords all = new CommittedRecords(servers, topics, "read_uncommitted");
                CommittedRecords committed = new CommittedRecords(servers, topics)) {
            all.readToEnd();
            committed.readToEnd();
            return all.read.size() - committed.read.size();
        }
    }

    /** Reads what has been committed since the last call. Returns how many records there are in all. */
    int poll() {
        consumer.poll(Duration.ofMillis(50)).forEach(read::add);
        return read.size();
    }

    /** Reads what is there now. */
    void readToEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    List<ConsumerRecord<byte[], byte[]>> all() {
        return List.copyOf(read);
    }

    List<ConsumerRecord<byte[], byte[]>> of(String topic, int partition) {
        return read.stream()
                .filter(record -> record.topic().equals(topic) && record.partition() == partition)
                .toList();
    }

    static Source source(ConsumerRecord<byte[], byte[]> record) {
        return new Source(
                Integer.parseInt(header(record, "srl.source.partition")),
                Long.parseLong(header(record, "srl.source.offset")));
    }

    /** SHA-256 of the checkpoint that made it. */
    static String model(ConsumerRecord<byte[], byte[]> record) {
        return header(record, "srl.model.sha256");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
