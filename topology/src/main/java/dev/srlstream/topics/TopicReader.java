package dev.srlstream.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The committed records of topics; without a consumer group, so nothing is left on the brokers. Hands out what was there when it was
 * opened, and later records once it follows. Confined to the thread that opened it, which closes it.
 */
public final class TopicReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Object> clientConfig;
    private final Consumer<String> remarks;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private boolean following;

    private TopicReader(Map<String, Object> clientConfig, Consumer<String> remarks) {
        this.consumer = TopicPartitions.consumer(clientConfig, "read_committed");
        this.clientConfig = clientConfig;
        this.remarks = remarks;
    }

    /**
     * Opens topics at their beginning, and follows them.
     *
     * @param clientConfig how to reach the brokers
     * @throws TopicException when the brokers do not answer or a topic does not exist
     */
    public static TopicReader open(Map<String, Object> clientConfig, List<String> topics) throws TopicException {
        TopicReader reader =
                open(clientConfig, topics.stream().map(Selection::all).toList(), remark -> {});
        reader.follow();
        return reader;
    }

    /**
     * Opens a topic where a selection begins.
     *
     * @param remarks told, in a sentence, of records that are gone when they should be read
     * @throws TopicException when the brokers do not answer, or there is no such topic, partition or offset
     */
    public static TopicReader open(Map<String, Object> clientConfig, Selection selection, Consumer<String> remarks)
            throws TopicException {
        return open(clientConfig, List.of(selection), remarks);
    }

    private static TopicReader open(
            Map<String, Object> clientConfig, List<Selection> selections, Consumer<String> remarks)
            throws TopicException {
        TopicReader reader = null;
        try {
            reader = new TopicReader(clientConfig, remarks);
            reader.assign(selections);
            return reader;
        } catch (KafkaException | TopicException e) {
            if (reader != null) {
                reader.close();
            }
            throw e instanceof TopicException known ? known : TopicException.brokers((KafkaException) e, clientConfig);
        }
    }

    private void assign(List<Selection> selections) throws TopicException {
        List<TopicPartition> assigned = new ArrayList<>();
        for (Selection selection : selections) {
            assigned.addAll(TopicPartitions.of(consumer, selection));
        }
        consumer.assign(assigned);
        ends.putAll(consumer.endOffsets(assigned));
        for (Selection selection : selections) {
            seek(Starts.of(this, consumer, selection, remarks));
        }
    }

    /** From now on also hands out what comes after the ends. */
    public void follow() {
        following = true;
        consumer.resume(consumer.paused());
    }

    /**
     * Moves the ends behind everything that is written, so that the end is not reached before transactions that are open now are
     * over.
     *
     * @throws TopicException when the brokers do not answer
     */
    public void awaitOpenTransactions() throws TopicException {
        try (KafkaConsumer<byte[], byte[]> all = TopicPartitions.consumer(clientConfig, "read_uncommitted")) {
            ends.putAll(all.endOffsets(ends.keySet()));
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
        }
    }

    /** Where reading stops unless it follows, by partition. */
    Map<TopicPartition, Long> ends() {
        return Map.copyOf(ends);
    }

    /** Where it is, by partition. */
    public Map<TopicPartition, Long> positions() throws TopicException {
        try {
            Map<TopicPartition, Long> positions = new HashMap<>();
            ends.keySet().forEach(partition -> positions.put(partition, consumer.position(partition)));
            return positions;
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
        }
    }

    /** Goes to an offset of each of these partitions. */
    public void seek(Map<TopicPartition, Long> offsets) {
        offsets.forEach(consumer::seek);
        consumer.resume(offsets.keySet());
    }

    /**
     * The next records; none when there are none within the time.
     *
     * @throws TopicException when the brokers refuse them, or the topic has become shorter
     */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration patience) throws TopicException {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try {
            consumer.poll(patience).forEach(entry -> {
                if (following || entry.offset() < end(entry)) {
                    records.add(entry);
                }
            });
            if (!following) {
                consumer.pause(finished());
            }
        } catch (OffsetOutOfRangeException e) {
            skipWhatIsGone(e.offsetOutOfRangePartitions());
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
        }
        return records;
    }

    /**
     * Whether all that was there when the topics were opened has been read.
     *
     * @throws TopicException when the brokers do not answer
     */
    public boolean atEnd() throws TopicException {
        try {
            return finished().size() == ends.size();
        } catch (KafkaException e) {
            throw TopicException.brokers(e, clientConfig);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private long end(ConsumerRecord<?, ?> entry) {
        return ends.getOrDefault(new TopicPartition(entry.topic(), entry.partition()), Long.MAX_VALUE);
    }

    private Collection<TopicPartition> finished() {
        return ends.keySet().stream()
                .filter(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L))
                .toList();
    }

    private void skipWhatIsGone(Map<TopicPartition, Long> lost) throws TopicException {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(lost.keySet());
        for (Map.Entry<TopicPartition, Long> position : lost.entrySet()) {
            TopicPartition partition = position.getKey();
            long begin = begins.getOrDefault(partition, 0L);
            if (position.getValue() >= begin) {
                throw TopicException.shortened(partition, position.getValue());
            }
            remarks.accept("Offsets %d to %d of %s were deleted before they were read; reading goes on behind them."
                    .formatted(position.getValue(), begin - 1, partition));
            consumer.seek(partition, begin);
        }
    }
}
