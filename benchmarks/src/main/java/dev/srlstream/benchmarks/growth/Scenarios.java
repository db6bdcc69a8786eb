package dev.srlstream.benchmarks.growth;

import dev.srlstream.benchmarks.pipeline.DeviceSpeed;
import java.util.ArrayList;
import java.util.List;

/** Every combination that the command's options ask for. */
final class Scenarios {
    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_COMBINATIONS = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Scenarios() {}

    /** @throws IllegalArgumentException when an option is out of range, in one sentence with the cure */
    static List<Scenario> of(SizeOptions sizes, LoadOptions loads, MachineOptions machines, PeriodOptions periods) {
        Device device = device(sizes, machines);
        Costs costs = Costs.measured().with(machines.costs);
        var machine = new Scenario.Machines(
                inRange("--cores", machines.cores, 1, 1_024),
                inRange("--broker-cores", machines.brokerCores, 1, 1_024),
                inRange("--replicas", machines.replicas, 1, 9),
                machines.oneMachine);
        var period = new Scenario.Period(
                SECOND * inRange("--warm-up", periods.warmUp, 0, 3_600),
                SECOND * inRange("--seconds", periods.seconds, 1, 3_600));
        int pending = inRange("--pending", sizes.pending, 1, 1_000_000);
        List<Scenario> scenarios = new ArrayList<>();
        for (Scenario.Size size : sizes(sizes)) {
            for (Scenario.Load load : loads(loads, size.instances() * device.wordpiecesPerSecond())) {
                scenarios.add(new Scenario(size, load, device, pending, machine, costs, period, periods.seed));
            }
        }
        if (scenarios.size() > MOST_COMBINATIONS) {
            throw new IllegalArgumentException("The lists have " + scenarios.size() + " combinations; shorten them to "
                    + MOST_COMBINATIONS + " at most.");
        }
        return scenarios;
    }

    private static List<Scenario.Size> sizes(SizeOptions options) {
        List<Scenario.Size> sizes = new ArrayList<>();
        for (int instances : inRange("--instances", options.instances, 1_000)) {
            for (int threads : inRange("--threads", options.threads, 256)) {
                for (int brokers : inRange("--brokers", options.brokers, 1_000)) {
                    for (int interval : inRange("--commit-interval", options.commitIntervals, 60_000)) {
                        for (int partitions : inRange("--partitions", options.partitions, MOST_PARTITIONS)) {
                            sizes.add(
                                    new Scenario.Size(instances, threads, partitions, brokers, interval * MILLISECOND));
                        }
                    }
                }
            }
        }
        return sizes;
    }

    /** @param wordpiecesPerSecond of all devices */
    private static List<Scenario.Load> loads(LoadOptions options, double wordpiecesPerSecond) {
        double wordpieces = inRange("--wordpieces", options.wordpieces, 3, 512);
        double spread = inRange("--spread", options.spread, 0, 2);
        double skew = inRange("--skew", options.skew, 0, 10);
        return options.rates.stream()
                .map(rate -> new Scenario.Load(
                        rate(rate, wordpiecesPerSecond / wordpieces), skew, wordpieces, spread, options.textOnly))
                .toList();
    }

    private static double rate(String text, double most) {
        try {
            boolean isShare = text.endsWith("%");
            double number = Double.parseDouble(isShare ? text.substring(0, text.length() - 1) : text);
            double rate = isShare ? most * number / 100 : number;
            if (rate >= 0 && rate <= 1e9) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new IllegalArgumentException("--rate " + text
                + " is no rate: give sentences per second, or a share of what the devices can compute, such as 70%.");
    }

    private static Device device(SizeOptions sizes, MachineOptions machines) {
        DeviceSpeed speed;
        try {
            speed = DeviceSpeed.parse(machines.device);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--device " + e.getMessage(), e);
        }
        return new Device(
                1_000L * inRange("--pass", machines.pass, 0, 60_000_000),
                (double) speed.time().toNanos() / speed.wordpieces(),
                inRange("--workers", machines.workers, 1, 256),
                inRange("--batch-tokens", sizes.batchTokens, 1, 1_000_000),
                MILLISECOND * inRange("--batch-age", sizes.batchAge, 0, 10_000),
                machines.onProcessor);
    }

    private static List<Integer> inRange(String option, List<Integer> values, int most) {
        values.forEach(value -> inRange(option, value, 1, most));
        return values;
    }

    private static int inRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s %d is out of range: give %,d to %,d.".formatted(option, value, least, most));
        }
        return value;
    }

    private static double inRange(String option, double value, int least, int most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s %s is out of range: give %,d to %,d.".formatted(option, value, least, most));
        }
        return value;
    }
}
