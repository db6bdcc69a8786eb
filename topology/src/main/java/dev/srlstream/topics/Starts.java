package dev.srlstream.topics;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** From a position to an offset for each partition. */
final class Starts {
    private static final Duration WAIT = Duration.ofMillis(500);

    private Starts() {}

    /**
     * The offsets at which a selection begins.
     *
     * @param reader may be somewhere else afterwards
     * @param remarks told, in a sentence, of partitions that do not have the position
     * @throws TopicException when no partition has it
     */
    static Map<TopicPartition, Long> of(
            TopicReader reader, KafkaConsumer<?, ?> consumer, Selection selection, Consumer<String> remarks)
            throws TopicException {
        Map<TopicPartition, Long> ends = of(reader.ends(), selection.topic());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet());
        StartPosition start = selection.start();
        if (start instanceof StartPosition.AtOffset at) {
            return at(selection.topic(), at.offset(), begins, ends, remarks);
        }
        if (start instanceof StartPosition.AtTime at) {
            return at(reader, consumer, at.time().toEpochMilli(), ends);
        }
        if (start instanceof StartPosition.Last last) {
            return LastRecords.starts(reader, begins, ends, last.records(), selection.counted());
        }
        return start instanceof StartPosition.End ? ends : begins;
    }

    private static Map<TopicPartition, Long> of(Map<TopicPartition, Long> offsets, String topic) {
        return offsets.entrySet().stream()
                .filter(offset -> offset.getKey().topic().equals(topic))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<TopicPartition, Long> at(
            String topic,
            long offset,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Consumer<String> remarks)
            throws TopicException {
        long farthest = Collections.max(ends.values());
        if (farthest < offset) {
            throw TopicException.noOffset(topic, offset, farthest);
        }
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : ends.keySet()) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            if (offset < begin) {
                remarks.accept("%s begins at offset %d, as what was before is deleted; it is read from there."
                        .formatted(partition, begin));
            } else if (offset > end) {
                remarks.accept("%s ends before offset %d, at %d.".formatted(partition, offset, end));
            }
            starts.put(partition, Math.min(Math.max(offset, begin), end));
        }
        return starts;
    }

    /**
     * What the brokers find can be the end of a transaction, whose timestamp is the time of its commit, among records that have older ones:
     * so the first record itself is looked for.
     */
    private static Map<TopicPartition, Long> at(
            TopicReader reader, KafkaConsumer<?, ?> consumer, long time, Map<TopicPartition, Long> ends)
            throws TopicException {
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(ends.keySet().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> Math.max(time, 0))));
        Map<TopicPartition, Long> from = new HashMap<>(ends);
        found.forEach((partition, first) ->
                from.computeIfPresent(partition, (any, end) -> first == null ? end : Math.min(end, first.offset())));
        Map<TopicPartition, Long> starts = new HashMap<>(ends);
        reader.seek(from);
        while (!reader.atEnd()) {
            for (ConsumerRecord<byte[], byte[]> entry : reader.poll(WAIT)) {
                TopicPartition partition = new TopicPartition(entry.topic(), entry.partition());
                if (entry.timestamp() >= time) {
                    starts.merge(partition, entry.offset(), Math::min);
                    reader.seek(Map.of(partition, ends.getOrDefault(partition, entry.offset())));
                }
            }
        }
        return starts;
    }
}
