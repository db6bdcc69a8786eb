package dev.srlstream.benchmarks.growth;

import java.util.List;
import picocli.CommandLine.Option;

/** What an operator chooses; lists are combined. */
final class SizeOptions {
    @Option(
            names = "--instances",
            split = ",",
            paramLabel = "N",
            defaultValue = "1",
            description = "Instances, each with a device of its own (default: ${DEFAULT-VALUE}).")
    List<Integer> instances = List.of();

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            defaultValue = "6",
            description = "Stream threads of each instance: stream.threads (default: ${DEFAULT-VALUE}).")
    List<Integer> threads = List.of();

    @Option(
            names = "--partitions",
            split = ",",
            paramLabel = "N",
            defaultValue = "4,16,64,250,1000",
            description = "Partitions of the sentences topic (default: ${DEFAULT-VALUE}).")
    List<Integer> partitions = List.of();

    @Option(
            names = "--brokers",
            split = ",",
            paramLabel = "N",
            defaultValue = "3",
            description = "Brokers (default: ${DEFAULT-VALUE}).")
    List<Integer> brokers = List.of();

    @Option(
            names = "--commit-interval",
            split = ",",
            paramLabel = "MS",
            defaultValue = "100",
            description = "Milliseconds between commits: commit.interval.ms (default: ${DEFAULT-VALUE}).")
    List<Integer> commitIntervals = List.of();

    @Option(
            names = "--pending",
            paramLabel = "N",
            defaultValue = "2048",
            description = "Sentences of a partition that may be pending: pending.max (default: ${DEFAULT-VALUE}).")
    int pending;

    @Option(
            names = "--batch-tokens",
            paramLabel = "N",
            defaultValue = "16384",
            description = "Wordpieces of a batch: engine.batch.tokens (default: ${DEFAULT-VALUE}).")
    int batchTokens;

    @Option(
            names = "--batch-age",
            paramLabel = "MS",
            defaultValue = "2",
            description =
                    "Milliseconds that a sentence waits for others: engine.batch.age.ms (default: ${DEFAULT-VALUE}).")
    int batchAge;

    /** For the command line; without it nothing has a value. */
    SizeOptions() {}
}
