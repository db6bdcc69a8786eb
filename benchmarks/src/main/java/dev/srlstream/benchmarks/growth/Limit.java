package dev.srlstream.benchmarks.growth;

/** What keeps a simulated system from more sentences a second. */
enum Limit {
    ARRIVALS("arrivals"),
    DEVICE("device"),
    PARTITIONS("partitions"),
    PENDING("pending.max"),
    BROKERS("brokers"),
    PROCESSOR("processor"),
    COMMITS("commits"),
    STREAM_THREADS("stream threads"),
    FETCHES("fetches");

    /** From this share of its time on a part is taken to be busy whenever it can be. */
    private static final double BUSY = 0.9;

    private final String description;

    Limit(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /**
     * @param usage of every part
     * @param keepsUp whether all sentences that come are labelled; never with a backlog
     * @param isShort whether there are fewer partitions than stream threads
     */
    static Limit of(Usage usage, boolean keepsUp, boolean isShort) {
        if (keepsUp) {
            return ARRIVALS;
        }
        if (usage.device() >= BUSY) {
            return isShort && usage.activeInstances() < 1 ? PARTITIONS : DEVICE;
        }
        if (usage.broker() >= BUSY) {
            return BROKERS;
        }
        if (usage.processor() >= BUSY) {
            return PROCESSOR;
        }
        if (usage.work() + usage.commit() >= BUSY) {
            if (usage.commit() > usage.work()) {
                return COMMITS;
            }
            return isShort ? PARTITIONS : STREAM_THREADS;
        }
        return usage.full() > 0.5 * (1 - usage.work() - usage.commit()) ? PENDING : FETCHES;
    }
}
