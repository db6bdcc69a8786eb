package dev.srlstream.benchmarks.growth;

import java.util.Arrays;
import java.util.List;

/**
 * The transactions of one stream thread, one after the other, as {@code exactly_once_v2} makes them: frames and changelog to the leaders
 * of their partitions, offsets to the group's coordinator, the end to the transaction's own, which writes it to every partition while
 * the thread goes on. Only the next flush waits for that. Owned by its thread.
 */
final class Transaction {
    /** A producer's batch of one partition that is sent at once: {@code batch.size}. */
    private static final int BATCH_BYTES = 16_384;

    /** Of an offset, and of a partition in a transaction's state, with headers. */
    private static final int ENTRY_BYTES = 100;

    private final EventQueue events;
    private final Brokers brokers;
    private final Readers readers;
    private final int coordinator;
    private final long linger;
    private final int framesBytes;
    private final int sentenceBytes;
    private final long[][] due;
    private final int[] written;
    private final int[] batches;
    private final int[] partitions;
    private final long[] bytes;
    private long sent;
    private long ended;
    private long count;

    Transaction(EventQueue events, Brokers brokers, Readers readers, int thread, Costs costs) {
        this.events = events;
        this.brokers = brokers;
        this.readers = readers;
        coordinator = brokers.coordinator(thread);
        linger = costs.nanos(Cost.LINGER);
        framesBytes = (int) costs.value(Cost.FRAMES_BYTES);
        sentenceBytes = (int) costs.value(Cost.SENTENCE_BYTES);
        due = new long[brokers.count()][16];
        written = new int[brokers.count()];
        batches = new int[brokers.count()];
        partitions = new int[brokers.count()];
        bytes = new long[brokers.count()];
    }

    /** Hands the frames of a task's oldest sentence to the producer. */
    void write(Task task, Sentence sentence) {
        int leader = brokers.leader(task.partition());
        if (written[leader] == due[leader].length) {
            due[leader] = Arrays.copyOf(due[leader], 2 * written[leader]);
        }
        due[leader][written[leader]++] = sentence.due();
        long held = (long) task.unsent() * framesBytes;
        if (held >= BATCH_BYTES) {
            sent = Math.max(sent, brokers.write(leader, events.now(), 1, held));
            task.sent();
        }
    }

    /** Commits, and calls back when the thread may go on. */
    void commit(List<Task> tasks, Runnable whenDone) {
        events.at(ended, () -> flush(tasks, whenDone));
    }

    private void flush(List<Task> tasks, Runnable whenDone) {
        int offsets = 0;
        for (Task task : tasks) {
            if (task.isTouched()) {
                offsets++;
                gather(task);
            }
        }
        long now = events.now();
        long done = Math.max(now, sent);
        for (int broker = 0; broker < brokers.count(); broker++) {
            if (batches[broker] > 0) {
                done = Math.max(done, brokers.write(broker, now, batches[broker], bytes[broker]));
                done = Math.max(done, joins(batches[broker]));
            }
        }
        int touched = offsets;
        events.at(done, () -> sendOffsets(touched, whenDone));
    }

    private void gather(Task task) {
        int leader = brokers.leader(task.partition());
        if (task.hasWritten()) {
            partitions[leader]++;
        }
        if (task.unsent() > 0) {
            batches[leader]++;
            bytes[leader] += (long) task.unsent() * framesBytes;
            task.sent();
        }
        int records = task.commit();
        if (records > 0) {
            int changelog = brokers.changelogLeader(task.partition());
            batches[changelog]++;
            bytes[changelog] += (long) records * sentenceBytes;
            partitions[changelog]++;
        }
    }

    /** Tells the coordinator of partitions that belong to the transaction. */
    private long joins(int added) {
        return brokers.write(coordinator, events.now(), 1, (long) added * ENTRY_BYTES);
    }

    private void sendOffsets(int offsets, Runnable whenDone) {
        long done = Math.max(
                joins(1),
                brokers.write(brokers.groupCoordinator(), events.now(), 1, (long) offsets * ENTRY_BYTES) + linger);
        partitions[brokers.groupCoordinator()]++;
        events.at(done, () -> prepare(whenDone));
    }

    private void prepare(Runnable whenDone) {
        int all = Arrays.stream(partitions).sum();
        long done = brokers.write(coordinator, events.now(), 1, (long) all * ENTRY_BYTES);
        events.at(done, () -> {
            end();
            whenDone.run();
        });
    }

    private void end() {
        count++;
        long now = events.now();
        ended = now;
        for (int broker = 0; broker < brokers.count(); broker++) {
            if (partitions[broker] > 0) {
                long readable = brokers.end(broker, now, partitions[broker]);
                ended = Math.max(ended, readable);
                if (written[broker] > 0) {
                    long bytesRead = (long) written[broker] * framesBytes;
                    readers.see(due[broker], written[broker], brokers.read(broker, now, bytesRead) + readable - now);
                }
            }
            written[broker] = 0;
            batches[broker] = 0;
            partitions[broker] = 0;
            bytes[broker] = 0;
        }
        ended = Math.max(ended, brokers.write(coordinator, now, 1, ENTRY_BYTES));
        sent = 0;
    }

    /** Transactions so far. */
    long count() {
        return count;
    }
}
