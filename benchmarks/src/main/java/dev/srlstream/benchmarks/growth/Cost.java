package dev.srlstream.benchmarks.growth;

import java.util.Locale;

/** What a step costs, as it was measured where docs/performance.md says; each can be given anew. */
enum Cost {
    READ(45, "µs of a stream thread to read a sentence, check it and hand it to the engine"),
    WORDS(65, "µs more where the sentence is text alone: its words and verbs"),
    WRITE(75, "µs of a stream thread to write the frames of a sentence"),
    DECODE(10, "µs of the decoding thread for a sentence"),
    OTHER(90, "µs of an instance's other threads for a sentence: garbage, compiler, network"),
    LOOP(15, "µs of a stream thread for a pass of its loop, which reads one sentence of each partition that has any"),
    TASK(2, "µs of a stream thread for each of its partitions in each pass"),
    COMMIT(2_500, "µs of a stream thread and its producer for a commit"),
    COMMIT_TASK(60, "µs of a stream thread and its producer for each partition in a commit"),
    REQUEST(300, "µs of a broker for a request"),
    BATCH(25, "µs of a broker to append a batch of records to a partition, on the leader and on each follower"),
    MARKER(20, "µs of a broker to append the end of a transaction to a partition, likewise"),
    KILOBYTE(2, "µs of a broker for each thousand bytes, likewise"),
    ROUND_TRIP(500, "µs between a client and a broker, and between two brokers"),
    LINGER(5_000, "µs that the group's coordinator gathers offsets before it writes them"),
    PUBLISH(2_000, "µs from the time at which a sentence is due until the brokers have it"),
    SENTENCE_BYTES(300, "bytes of a sentence on the brokers"),
    FRAMES_BYTES(400, "bytes of its frames, compressed");

    private final double usual;
    private final String meaning;

    Cost(double usual, String meaning) {
        this.usual = usual;
        this.meaning = meaning;
    }

    /** In the unit of its meaning: microseconds or bytes. */
    double usual() {
        return usual;
    }

    /** As it is written on the command line: {@code commit-task}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** With its unit. */
    String meaning() {
        return meaning;
    }
}
