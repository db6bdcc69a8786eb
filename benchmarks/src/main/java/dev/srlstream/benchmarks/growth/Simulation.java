package dev.srlstream.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Instances, partitions and brokers in simulated time. Used once, by one thread. */
final class Simulation {
    private final Scenario scenario;
    private final EventQueue events = new EventQueue();
    private final Readers readers;
    private final List<Cores> brokerCores = new ArrayList<>();
    private final List<Cores> instanceCores = new ArrayList<>();
    private final List<Engine> engines = new ArrayList<>();
    private final List<StreamThread> threads = new ArrayList<>();

    private Simulation(Scenario scenario) {
        this.scenario = scenario;
        this.readers = new Readers(scenario.period());
        Scenario.Size size = scenario.size();
        Scenario.Machines machines = scenario.machines();
        Cores shared = new Cores(machines.instanceCores());
        for (int i = 0; i < size.brokers(); i++) {
            brokerCores.add(machines.shared() ? shared : new Cores(machines.brokerCores()));
        }
        Brokers brokers = new Brokers(brokerCores, machines.replicas(), scenario.costs());
        for (int i = 0; i < size.instances(); i++) {
            Cores cores = machines.shared() ? shared : new Cores(machines.instanceCores());
            instanceCores.add(cores);
            engines.add(new Engine(events, scenario.device(), cores, scenario.costs()));
        }
        SplittableRandom random = new SplittableRandom(scenario.seed());
        double[] rates = rates(scenario);
        for (int i = 0; i < size.instances() * size.threads(); i++) {
            addThread(i, brokers, rates, random.split());
        }
    }

    /** Runs it. */
    static Figures run(Scenario scenario) {
        return new Simulation(scenario).run();
    }

    /** Partitions go round the instances, and those of an instance round its threads. */
    private void addThread(int number, Brokers brokers, double[] rates, SplittableRandom random) {
        Scenario.Size size = scenario.size();
        int step = size.instances() * size.threads();
        int[] partitions = IntStream.iterate(number, p -> p < size.partitions(), p -> p + step)
                .toArray();
        List<Task> tasks = IntStream.of(partitions)
                .mapToObj(partition -> new Task(partition, scenario.pendingMax()))
                .toList();
        double[] own = IntStream.of(partitions).mapToDouble(p -> rates[p]).toArray();
        int instance = number % size.instances();
        threads.add(new StreamThread(
                events,
                engines.get(instance),
                instanceCores.get(instance),
                brokers,
                new Transaction(events, brokers, readers, number, scenario.costs()),
                tasks,
                new Arrivals(own, random.split()),
                scenario,
                random));
    }

    /** Sentences per second of each partition. */
    private static double[] rates(Scenario scenario) {
        Scenario.Load load = scenario.load();
        double[] weights = IntStream.rangeClosed(1, scenario.size().partitions())
                .mapToDouble(rank -> Math.pow(rank, -load.skew()))
                .toArray();
        double all =
                IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
        return IntStream.range(0, weights.length)
                .mapToDouble(i -> load.rate() * weights[i] / all)
                .toArray();
    }

    private Figures run() {
        Scenario.Period period = scenario.period();
        threads.forEach(StreamThread::start);
        events.runUntil(period.warmUp());
        threads.forEach(thread -> thread.time().count());
        brokerCores.forEach(cores -> cores.countFrom(period.warmUp()));
        instanceCores.forEach(cores -> cores.countFrom(period.warmUp()));
        long transactions = transactions();
        long wordpieces = total(Engine::wordpieces);
        long passes = total(Engine::passes);
        long busy = total(Engine::busy);
        events.runUntil(period.end());

        double seconds = period.counted() / 1e9;
        long computed = total(Engine::wordpieces) - wordpieces;
        double perSecond = readers.latencies().count() / seconds;
        double rate = scenario.load().rate();
        Usage usage = usage(total(Engine::busy) - busy);
        return new Figures(
                scenario,
                perSecond,
                computed / seconds / (engines.size() * scenario.device().wordpiecesPerSecond()),
                rate == 0 ? Double.NaN : readers.latencies().milliseconds(0.5),
                rate == 0 ? Double.NaN : readers.latencies().milliseconds(0.99),
                (transactions() - transactions) / seconds,
                (double) computed / Math.max(1, total(Engine::passes) - passes),
                1e3 * processorSeconds() / Math.max(1, readers.latencies().count()),
                usage,
                Limit.of(usage, keepsUp(rate * seconds), scenario.size().partitions() < threads.size()));
    }

    /** Whether as many came out as came in, two per cent and what is chance aside. */
    private boolean keepsUp(double expected) {
        return expected > 0 && readers.latencies().count() >= 0.98 * expected - 3 * Math.sqrt(expected);
    }

    /** Of instances and brokers. */
    private double processorSeconds() {
        Scenario.Period period = scenario.period();
        return Stream.concat(instanceCores.stream(), brokerCores.stream())
                .distinct()
                .mapToDouble(
                        cores -> cores.used(period.warmUp(), period.end()) * cores.count() * period.counted() / 1e9)
                .sum();
    }

    private Usage usage(long deviceBusy) {
        Scenario.Period period = scenario.period();
        int active = Math.min(engines.size(), scenario.size().partitions());
        List<ThreadTime> times = threads.stream()
                .filter(StreamThread::hasTasks)
                .map(StreamThread::time)
                .toList();
        return new Usage(
                (double) deviceBusy
                        / period.counted()
                        / (active * scenario.device().workers()),
                brokerCores.stream()
                        .mapToDouble(cores -> cores.used(period.warmUp(), period.end()))
                        .max()
                        .orElse(0),
                instanceCores.stream()
                        .limit(active)
                        .mapToDouble(cores -> cores.used(period.warmUp(), period.end()))
                        .average()
                        .orElse(0),
                share(times, ThreadTime::work),
                share(times, ThreadTime::commit),
                share(times, ThreadTime::full),
                (double) active / engines.size());
    }

    private double share(List<ThreadTime> times, ToLongFunction<ThreadTime> part) {
        return times.stream().mapToLong(part).average().orElse(0)
                / scenario.period().counted();
    }

    private long transactions() {
        return threads.stream().mapToLong(StreamThread::transactions).sum();
    }

    private long total(ToLongFunction<Engine> count) {
        return engines.stream().mapToLong(count).sum();
    }
}
