package dev.srlstream.benchmarks.growth;

import picocli.CommandLine.Option;

/** How long and with which chance. */
final class PeriodOptions {
    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "Simulated seconds that count (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "3",
            description = "Simulated seconds before, which do not (default: ${DEFAULT-VALUE}).")
    int warmUp;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Of what is chance: arrivals, lengths, when threads start. The same one gives the same figures (default: ${DEFAULT-VALUE}).")
    long seed;

    /** For the command line; without it nothing has a value. */
    PeriodOptions() {}
}
