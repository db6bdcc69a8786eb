package dev.srlstream.redrive;

import dev.srlstream.console.RecordMetadata;
import dev.srlstream.topics.TopicException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which records of the rejections topic have been redriven, as the notes in it say. Owned by one thread. */
final class RedrivenOffsets {
    /** By partition the last offset of each range, by its first. */
    private final Map<Integer, TreeMap<Long, Long>> ranges = new HashMap<>();

    /** @throws TopicException when the note cannot be read */
    void add(ConsumerRecord<byte[], byte[]> note) throws TopicException {
        List<RedriveNote.Range> added = RedriveNote.ranges(note);
        if (added == null) {
            throw TopicException.unreadableNote(RecordMetadata.place(note));
        }
        for (RedriveNote.Range range : added) {
            ranges.computeIfAbsent(note.partition(), any -> new TreeMap<>())
                    .merge(range.first(), range.last(), Math::max);
        }
    }

    boolean contain(ConsumerRecord<byte[], byte[]> entry) {
        TreeMap<Long, Long> partition = ranges.get(entry.partition());
        if (partition == null) {
            return false;
        }
        Map.Entry<Long, Long> range = partition.floorEntry(entry.offset());
        return range != null && range.getValue() >= entry.offset();
    }
}
