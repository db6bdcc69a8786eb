package dev.srlstream.redrive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the rejections topic that names records of its partition that have been redriven. It is written in the transaction that
 * sends them back, and stands behind them, so that retention deletes it after them. Its value is offsets such as {@code 3,5-7}; its key keeps
 * a compacted topic from taking two notes for one.
 */
public final class RedriveNote {
    /** Offsets without a gap, both of them included. */
    record Range(long first, long last) {}

    private static final String HEADER = "srl.redriven";

    private RedriveNote() {}

    /** Whether a record of the rejections topic is such a note. */
    public static boolean isNote(ConsumerRecord<byte[], byte[]> entry) {
        return entry.headers().lastHeader(HEADER) != null;
    }

    static ProducerRecord<byte[], byte[]> of(String topic, int partition, SortedSet<Long> offsets) {
        String text = text(offsets);
        ProducerRecord<byte[], byte[]> note = new ProducerRecord<>(
                topic, partition, bytes(HEADER + "-" + partition + "@" + offsets.first()), bytes(text));
        note.headers().add(HEADER, bytes(Integer.toString(offsets.size())));
        return note;
    }

    /** The ranges of offsets that a note names; null when it cannot be read. */
    static @Nullable List<Range> ranges(ConsumerRecord<byte[], byte[]> note) {
        String text = note.value() == null ? "" : new String(note.value(), StandardCharsets.UTF_8);
        if (!text.matches("\\d{1,18}(-\\d{1,18})?(,\\d{1,18}(-\\d{1,18})?)*+")) {
            return null;
        }
        List<Range> ranges = new ArrayList<>();
        for (String range : text.split(",", -1)) {
            String[] offsets = range.split("-", -1);
            ranges.add(new Range(Long.parseLong(offsets[0]), Long.parseLong(offsets[offsets.length - 1])));
        }
        return ranges;
    }

    private static String text(SortedSet<Long> offsets) {
        StringBuilder text = new StringBuilder();
        long first = -1;
        long last = -1;
        for (long offset : offsets) {
            if (first >= 0 && offset != last + 1) {
                append(text, first, last);
                first = offset;
            }
            first = first < 0 ? offset : first;
            last = offset;
        }
        append(text, first, last);
        return text.toString();
    }

    private static void append(StringBuilder text, long first, long last) {
        text.append(text.isEmpty() ? "" : ",").append(first).append(first == last ? "" : "-" + last);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
