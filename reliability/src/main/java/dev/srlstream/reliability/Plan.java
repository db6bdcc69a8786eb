package dev.srlstream.reliability;

import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a trial does.
 *
 * @param sentences how many are published
 * @param rate how many of them a second at most; 0 for as many as possible
 * @param faults how many strike meanwhile
 * @param seed of the sentences and of the order of the faults
 * @param brokers one or three
 * @param kafka what they run
 * @param instances of the service
 * @param protocol of its group: classic or streams
 * @param kinds the faults to choose from
 * @param slow whether every device takes longer for every batch than sessions and transactions may last
 * @param mutant classes that every instance runs instead of the product's own; empty for the product as it is
 * @param patience how long nothing may come out before the trial is given up
 */
public record Plan(
        long sentences,
        int rate,
        int faults,
        long seed,
        int brokers,
        KafkaLibraries kafka,
        int instances,
        String protocol,
        List<Fault> kinds,
        boolean slow,
        List<Path> mutant,
        Duration patience) {
    static final int PARTITIONS = 8;

    /** So many sentences at least for each fault, and as many more: fewer are worked off before it has struck. */
    static final int SENTENCES_PER_FAULT = 1_500;

    /**
     * So many sentences are published ahead of their outcomes: there is work whenever a fault strikes. Half of a fault's share, as
     * they may all be worked off before the next fault, which must not be without work for it.
     */
    int ahead() {
        return (int) Math.min(10_000, sentences / (faults + 1) / 2);
    }

    /** How many sentences have had an outcome when a fault strikes; the faults are spread over all of them. */
    long share(int fault) {
        return sentences * fault / (faults + 1);
    }

    boolean isOfMutant() {
        return !mutant.isEmpty();
    }
}
