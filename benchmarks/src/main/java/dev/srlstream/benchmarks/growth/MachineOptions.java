package dev.srlstream.benchmarks.growth;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What it runs on, and what that costs. */
final class MachineOptions {
    @Option(
            names = "--device",
            paramLabel = "TIME/N",
            defaultValue = "1ms/967",
            description = "How long a worker computes so many wordpieces, as --simulate-device of 'srl bench pipeline'"
                    + " (default: ${DEFAULT-VALUE}, an H100).")
    String device = "";

    @Option(
            names = "--pass",
            paramLabel = "US",
            defaultValue = "170",
            description = "Microseconds of a forward pass besides (default: ${DEFAULT-VALUE}).")
    int pass;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Passes at the same time, each at that speed (default: ${DEFAULT-VALUE}).")
    int workers;

    @Option(names = "--on-processor", description = "A pass takes a core of its instance.")
    boolean onProcessor;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "16",
            description = "Cores of an instance (default: ${DEFAULT-VALUE}).")
    int cores;

    @Option(
            names = "--broker-cores",
            paramLabel = "N",
            defaultValue = "8",
            description = "Cores of a broker (default: ${DEFAULT-VALUE}).")
    int brokerCores;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "3",
            description = "Copies of every partition, no more than there are brokers (default: ${DEFAULT-VALUE}).")
    int replicas;

    @Option(
            names = "--one-machine",
            description = "Instances and brokers share --cores, as in 'srl bench pipeline' with its own broker.")
    boolean oneMachine;

    @Option(
            names = "--cost",
            paramLabel = "NAME=VALUE",
            description =
                    "One cost instead of the measured one, in microseconds or bytes; repeatable. Any other name lists all of them.")
    Map<String, Double> costs = new LinkedHashMap<>();

    /** For the command line; without it nothing has a value. */
    MachineOptions() {}
}
