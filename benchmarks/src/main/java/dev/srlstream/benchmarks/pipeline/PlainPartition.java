package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Labelled;
import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The sentences of one partition that the plain loop has submitted and not yet produced, oldest first. Owned by the loop. */
final class PlainPartition {
    private record Pending(ConsumerRecord<byte[], byte[]> source, Submission submission) {}

    private final TopicPartition partition;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    PlainPartition(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    int size() {
        return pending.size();
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    void add(ConsumerRecord<byte[], byte[]> source, Submission submission) {
        pending.add(new Pending(source, submission));
    }

    /** Produces what is finished, in order. */
    void drain(PlainFrames frames, PlainTransactions transactions) {
        for (Pending head = pending.peek(); head != null && head.submission().isDone(); head = pending.peek()) {
            if (!(head.submission().join() instanceof Labelled labelled)) {
                throw new IllegalStateException("The load holds a sentence that cannot be labelled.");
            }
            transactions.produce(frames.record(head.source(), labelled), head.source());
            pending.remove();
        }
    }

    void cancel() {
        pending.forEach(left -> left.submission().cancel());
    }
}
