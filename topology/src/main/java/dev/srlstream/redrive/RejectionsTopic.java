package dev.srlstream.redrive;

import dev.srlstream.topics.Selection;
import dev.srlstream.topics.TopicException;
import dev.srlstream.topics.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of the rejections topic that have not been redriven, as far as the topic reached when it was opened. Confined to the thread that
 * opened it, which closes it.
 */
final class RejectionsTopic implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(500);

    /** How often nothing comes before it is said why. */
    private static final int SILENCE = 10;

    private final TopicReader reader;
    private final RedrivenOffsets redriven = new RedrivenOffsets();
    private long before;

    private RejectionsTopic(TopicReader reader) {
        this.reader = reader;
    }

    /**
     * Opens the topic, and reads to its end which records have been redriven.
     *
     * @param complete whether to wait for transactions that are open: only then no note is overlooked
     * @param remarks told, in a sentence, what it waits for, and of records that are gone
     */
    static RejectionsTopic open(
            Map<String, Object> clientConfig, Selection selection, boolean complete, Consumer<String> remarks)
            throws TopicException {
        RejectionsTopic topic = new RejectionsTopic(TopicReader.open(clientConfig, selection, remarks));
        try {
            if (complete) {
                topic.reader.awaitOpenTransactions();
            }
            topic.readNotes(remarks);
            return topic;
        } catch (TopicException | RuntimeException e) {
            topic.close();
            throw e;
        }
    }

    /** A note stands behind what it names, so all are read before the first record is sent. */
    private void readNotes(Consumer<String> remarks) throws TopicException {
        Map<TopicPartition, Long> begin = reader.positions();
        int silent = 0;
        while (!reader.atEnd()) {
            List<ConsumerRecord<byte[], byte[]>> entries = reader.poll(WAIT);
            silent = entries.isEmpty() ? silent + 1 : 0;
            if (silent == SILENCE) {
                remarks.accept("Nothing has come for a while; a transaction that is open on the rejections topic holds"
                        + " back what is behind it until it is over.");
            }
            for (ConsumerRecord<byte[], byte[]> entry : entries) {
                if (RedriveNote.isNote(entry)) {
                    redriven.add(entry);
                }
            }
        }
        reader.seek(begin);
    }

    boolean atEnd() throws TopicException {
        return reader.atEnd();
    }

    /** The next records; none when there are none within a moment, or all have been redriven. */
    List<ConsumerRecord<byte[], byte[]>> next() throws TopicException {
        List<ConsumerRecord<byte[], byte[]>> left = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> entry : reader.poll(WAIT)) {
            if (!RedriveNote.isNote(entry)) {
                if (redriven.contain(entry)) {
                    before++;
                } else {
                    left.add(entry);
                }
            }
        }
        return left;
    }

    /** How many records were passed over so far, as they had been redriven before. */
    long before() {
        return before;
    }

    @Override
    public void close() {
        reader.close();
    }
}
