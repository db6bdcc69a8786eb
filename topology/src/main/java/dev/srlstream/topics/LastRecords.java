package dev.srlstream.topics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the last records of several partitions begin. The ends of transactions and records that were never committed have offsets
 * too, so records are counted and not offsets: what is read back from the ends grows until there are enough.
 */
final class LastRecords {
    private static final Duration WAIT = Duration.ofMillis(500);

    private static final long SMALLEST_WINDOW = 64;

    private record Place(TopicPartition partition, long offset, long timestamp) {}

    private LastRecords() {}

    /**
     * The offset of each partition's first one among the last records of all partitions; its end where it has none of them.
     *
     * @param reader is somewhere else afterwards
     */
    static Map<TopicPartition, Long> starts(
            TopicReader reader,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            long records,
            Predicate<ConsumerRecord<byte[], byte[]>> counted)
            throws TopicException {
        Map<TopicPartition, Deque<Place>> tails = new HashMap<>();
        Set<TopicPartition> lacking = new HashSet<>(ends.keySet());
        long window = Math.max(SMALLEST_WINDOW, Math.min(records, Long.MAX_VALUE / 8) * 2);
        while (!lacking.isEmpty()) {
            Map<TopicPartition, Long> from = new HashMap<>(ends);
            for (TopicPartition partition : lacking) {
                long begin = begins.getOrDefault(partition, 0L);
                from.put(partition, Math.max(begin, ends.getOrDefault(partition, begin) - window));
                tails.put(partition, new ArrayDeque<>());
            }
            reader.seek(from);
            read(reader, records, counted, tails);
            lacking.removeIf(partition -> tail(tails, partition).size() >= records
                    || from.getOrDefault(partition, 0L) <= begins.getOrDefault(partition, 0L));
            window = Math.min(window, Long.MAX_VALUE / 4) * 4;
        }
        return newest(ends, records, tails);
    }

    private static void read(
            TopicReader reader,
            long records,
            Predicate<ConsumerRecord<byte[], byte[]>> counted,
            Map<TopicPartition, Deque<Place>> tails)
            throws TopicException {
        while (!reader.atEnd()) {
            for (ConsumerRecord<byte[], byte[]> entry : reader.poll(WAIT)) {
                if (counted.test(entry)) {
                    TopicPartition partition = new TopicPartition(entry.topic(), entry.partition());
                    Deque<Place> tail = tail(tails, partition);
                    tail.addLast(new Place(partition, entry.offset(), entry.timestamp()));
                    if (tail.size() > records) {
                        tail.removeFirst();
                    }
                }
            }
        }
    }

    private static Map<TopicPartition, Long> newest(
            Map<TopicPartition, Long> ends, long records, Map<TopicPartition, Deque<Place>> tails) {
        Map<TopicPartition, Long> starts = new HashMap<>(ends);
        PriorityQueue<Place> newest =
                new PriorityQueue<>(Comparator.comparingLong(Place::timestamp).reversed());
        tails.values().stream().filter(tail -> !tail.isEmpty()).forEach(tail -> newest.add(tail.removeLast()));
        for (long left = records; left > 0 && !newest.isEmpty(); left--) {
            Place place = newest.remove();
            starts.put(place.partition(), place.offset());
            Deque<Place> tail = tail(tails, place.partition());
            if (!tail.isEmpty()) {
                newest.add(tail.removeLast());
            }
        }
        return starts;
    }

    private static Deque<Place> tail(Map<TopicPartition, Deque<Place>> tails, TopicPartition partition) {
        return tails.computeIfAbsent(partition, any -> new ArrayDeque<>());
    }
}
