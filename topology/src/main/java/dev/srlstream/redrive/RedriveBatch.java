package dev.srlstream.redrive;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Rejected records that go back in one transaction. Owned by one thread. */
final class RedriveBatch {
    /** More would make a note that a topic may not take, and a transaction that holds others up. */
    private static final int RECORDS = 500;

    private static final long BYTES = 8L << 20;

    private final List<ConsumerRecord<byte[], byte[]>> entries = new ArrayList<>();
    private long bytes;

    void add(ConsumerRecord<byte[], byte[]> entry) {
        entries.add(entry);
        bytes += Math.max(0, entry.serializedValueSize());
    }

    boolean isFull() {
        return entries.size() >= RECORDS || bytes >= BYTES;
    }

    int size() {
        return entries.size();
    }

    List<ConsumerRecord<byte[], byte[]>> entries() {
        return List.copyOf(entries);
    }

    void clear() {
        entries.clear();
        bytes = 0;
    }
}
