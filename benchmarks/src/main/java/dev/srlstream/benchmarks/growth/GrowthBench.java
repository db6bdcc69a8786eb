package dev.srlstream.benchmarks.growth;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.operations.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl bench growth}: what more instances, partitions and brokers would bring. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = {
            "Simulate instances, stream threads, partitions and brokers, event by event, from what a sentence, a commit and a request"
                    + " were measured to cost. Nothing is started. Options with a list try every combination, a row of the table each.",
            "Without --rate there is more to do than can be done, and sentences/s are the most that is possible; with it, latency counts from"
                    + " due until readable with read_committed. What a row is limited by stands at its end.",
            "The defaults are an instance with a GPU (BERT-base in bf16) as the service sizes itself there. docs/performance.md has what was"
                    + " measured, and how far the simulation was off where both could be done."
        },
        footer = {"", "Example: srl bench growth --instances 1,8,32 --partitions 64,1000 --brokers 3,12 --rate 0,70%%"})
public final class GrowthBench implements Callable<Integer> {
    @Mixin
    private final SizeOptions sizes = new SizeOptions();

    @Mixin
    private final LoadOptions loads = new LoadOptions();

    @Mixin
    private final MachineOptions machines = new MachineOptions();

    @Mixin
    private final PeriodOptions periods = new PeriodOptions();

    @Option(names = "--json", description = "Print one JSON object for each row.")
    private boolean json;

    private final Invocation invocation;

    public GrowthBench(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Scenario> scenarios;
        try {
            scenarios = Scenarios.of(sizes, loads, machines, periods);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        if (!json) {
            print(GrowthReport.head());
        }
        for (Scenario scenario : scenarios) {
            GrowthReport report = new GrowthReport(Simulation.run(scenario));
            print(json ? report.json().toString() : report.row());
        }
        return ExitCode.OK;
    }

    /** At once, as the next row takes its time. */
    private void print(String line) {
        invocation.out().line(line);
        invocation.out().flush();
    }
}
