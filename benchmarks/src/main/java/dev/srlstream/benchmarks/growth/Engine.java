package dev.srlstream.benchmarks.growth;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The inference engine of one instance: batches by wordpieces and age, workers that compute one each, and one thread that decodes. As
 * {@code BatchQueue} does; a sentence is one row.
 */
final class Engine {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventQueue events;
    private final Device device;
    private final Cores cores;
    private final long decode;
    private final long other;
    private final ArrayDeque<Sentence> rows = new ArrayDeque<>();
    private final ArrayDeque<Long> since = new ArrayDeque<>();
    private final ArrayDeque<List<Sentence>> computed = new ArrayDeque<>();
    private long queued;
    private int idle;
    private long look = NEVER;
    private boolean decoding;
    private long passes;
    private long wordpieces;
    private long busy;

    /** @param cores of the instance */
    Engine(EventQueue events, Device device, Cores cores, Costs costs) {
        this.events = events;
        this.device = device;
        this.cores = cores;
        this.decode = costs.nanos(Cost.DECODE);
        this.other = costs.nanos(Cost.OTHER);
        this.idle = device.workers();
    }

    void submit(Sentence sentence) {
        rows.add(sentence);
        since.add(events.now());
        queued += sentence.wordpieces();
        offer();
    }

    /** Batches to idle workers, as long as one is full or of age; else a look when the oldest row is of age. */
    private void offer() {
        while (idle > 0 && !rows.isEmpty()) {
            long ofAge = since.element() + device.batchAge();
            if (queued < device.batchTokens() && events.now() < ofAge) {
                if (look > ofAge) {
                    look = ofAge;
                    events.at(ofAge, this::look);
                }
                return;
            }
            compute(takeBatch());
        }
    }

    private void look() {
        look = NEVER;
        offer();
    }

    private List<Sentence> takeBatch() {
        List<Sentence> batch = new ArrayList<>();
        long taken = 0;
        while (!rows.isEmpty() && (batch.isEmpty() || taken + rows.element().wordpieces() <= device.batchTokens())) {
            since.remove();
            Sentence row = rows.remove();
            taken += row.wordpieces();
            batch.add(row);
        }
        queued -= taken;
        return batch;
    }

    private void compute(List<Sentence> batch) {
        idle--;
        long count = batch.stream().mapToLong(Sentence::wordpieces).sum();
        long time = device.pass(count);
        passes++;
        wordpieces += count;
        busy += time;
        long done = device.usesCores() ? cores.serve(events.now(), time) : events.now() + time;
        events.at(done, () -> {
            idle++;
            computed.add(batch);
            decodeNext();
            offer();
        });
    }

    private void decodeNext() {
        List<Sentence> batch = computed.peek();
        if (decoding || batch == null) {
            return;
        }
        decoding = true;
        // Nothing waits for it but others that want the cores.
        cores.serve(events.now(), other * batch.size());
        events.at(cores.serve(events.now(), decode * batch.size()), () -> {
            computed.remove();
            batch.forEach(Sentence::label);
            decoding = false;
            decodeNext();
        });
    }

    /** Batches so far. */
    long passes() {
        return passes;
    }

    /** Wordpieces that were computed so far. */
    long wordpieces() {
        return wordpieces;
    }

    /** Nanoseconds of all workers so far. */
    long busy() {
        return busy;
    }
}
