package dev.srlstream.stream.clients;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * How a stream thread's consumer asks for records: it waits longer while its thread is idle, and asks for none of full partitions. Those
 * are paused during the poll alone, because Kafka Streams pauses and resumes partitions as well. The other partitions, and what is
 * pending of the full ones, go on: this is why the service never pauses Kafka Streams as a whole. Owned by the consumer.
 */
public final class Polling {
    private final Consumer<byte[], byte[]> consumer;
    private final Function<Duration, ConsumerRecords<byte[], byte[]>> poll;
    private final Pace pace;
    private final FullPartitions full;
    private final PollTimes times;
    private final Set<TopicPartition> heldBack = new HashSet<>();

    /** @param poll the consumer's own */
    public Polling(
            Consumer<byte[], byte[]> consumer,
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll,
            SharedState shared) {
        this.consumer = consumer;
        this.poll = poll;
        this.pace = shared.pace();
        this.full = shared.full();
        this.times = shared.polls();
    }

    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        times.polled(this);
        Set<TopicPartition> assigned = consumer.assignment();
        Set<TopicPartition> now = full.now();
        now.retainAll(assigned);
        now.removeAll(consumer.paused());
        if (!now.isEmpty()) {
            consumer.pause(now);
            heldBack.addAll(now);
        }
        try {
            ConsumerRecords<byte[], byte[]> records =
                    poll.apply(timeout.isZero() ? timeout : pace.wait(timeout, assigned.size()));
            pace.polled(!records.isEmpty());
            return records;
        } finally {
            release();
        }
    }

    /** Told of partitions that Kafka Streams pauses, which it can do during a poll, when partitions come and go. */
    public void paused(Collection<TopicPartition> partitions) {
        heldBack.removeAll(partitions);
    }

    private void release() {
        if (!heldBack.isEmpty()) {
            heldBack.retainAll(consumer.assignment());
            consumer.resume(heldBack);
            heldBack.clear();
        }
    }
}
