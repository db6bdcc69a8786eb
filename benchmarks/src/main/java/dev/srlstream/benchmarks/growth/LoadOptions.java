package dev.srlstream.benchmarks.growth;

import java.util.List;
import picocli.CommandLine.Option;

/** What sentences come. */
final class LoadOptions {
    @Option(
            names = "--rate",
            split = ",",
            paramLabel = "R",
            defaultValue = "0",
            description = "Sentences per second, as a number or a share of what all devices can compute, such as 70%%;"
                    + " 0 is a backlog (default: ${DEFAULT-VALUE}).")
    List<String> rates = List.of();

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "With a rate: 0 gives every partition as many sentences; else the partition of rank r gets a share of"
                            + " 1 / r^S (default: ${DEFAULT-VALUE}).")
    double skew;

    @Option(
            names = "--wordpieces",
            paramLabel = "N",
            defaultValue = "34",
            description =
                    "Wordpieces of a sentence, all its predicates together, on the average (default: ${DEFAULT-VALUE}).")
    double wordpieces;

    @Option(
            names = "--spread",
            paramLabel = "S",
            defaultValue = "0.5",
            description =
                    "Standard deviation of the logarithm of that; 0 gives all the same (default: ${DEFAULT-VALUE}).")
    double spread;

    @Option(names = "--text-only", description = "Sentences bring text alone, so that words and verbs must be found.")
    boolean textOnly;

    /** For the command line; without it nothing has a value. */
    LoadOptions() {}
}
