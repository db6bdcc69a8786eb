package dev.srlstream.benchmarks.growth;

import java.util.List;

/**
 * Brokers that lead the partitions of each topic in turn, replicate what they write, and coordinate transactions and the group. Owned
 * by one simulation; calls come in the order of time.
 */
final class Brokers {
    private final List<Cores> cores;
    private final int replicas;
    private final long request;
    private final long batch;
    private final long marker;
    private final double nanosPerByte;
    private final long roundTrip;

    /** @param cores of each broker; several may share them */
    Brokers(List<Cores> cores, int replicas, Costs costs) {
        this.cores = cores;
        this.replicas = Math.min(replicas, cores.size());
        request = costs.nanos(Cost.REQUEST);
        batch = costs.nanos(Cost.BATCH);
        marker = costs.nanos(Cost.MARKER);
        nanosPerByte = costs.nanos(Cost.KILOBYTE) / 1e3;
        roundTrip = costs.nanos(Cost.ROUND_TRIP);
    }

    int count() {
        return cores.size();
    }

    /** The leader of a partition of sentences and frames. */
    int leader(int partition) {
        return partition % count();
    }

    /** The leader of a partition of the changelog. */
    int changelogLeader(int partition) {
        return (partition + 1) % count();
    }

    /** The coordinator of a stream thread's transactions. */
    int coordinator(int thread) {
        return thread % count();
    }

    /** The one coordinator of the group. */
    int groupCoordinator() {
        return count() - 1;
    }

    /** A fetch. Returns when it is answered, in nanoseconds. */
    long read(int broker, long now, long bytes) {
        return cores.get(broker).serve(now, request + bytes(bytes)) + roundTrip;
    }

    /** More of a fetch that was asked for already. */
    long readOn(int broker, long now, long bytes) {
        return cores.get(broker).serve(now, bytes(bytes));
    }

    /** Writes batches of records to partitions that a broker leads, with a request. Returns when all replicas have them and it is answered. */
    long write(int broker, long now, int batches, long bytes) {
        return replicated(broker, now, batches * batch + bytes(bytes)) + roundTrip;
    }

    /** Writes the end of a transaction to so many partitions that a broker leads. Returns when readers can see it. */
    long end(int broker, long now, int partitions) {
        return replicated(broker, now, partitions * marker);
    }

    private long replicated(int broker, long now, long work) {
        long done = cores.get(broker).serve(now, request + work);
        for (int i = 1; i < replicas; i++) {
            done = Math.max(done, cores.get((broker + i) % count()).serve(now, request + work) + roundTrip);
        }
        return done;
    }

    private long bytes(long count) {
        return Math.round(nanosPerByte * count);
    }
}
