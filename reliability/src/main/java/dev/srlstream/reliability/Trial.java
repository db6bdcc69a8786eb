package dev.srlstream.reliability;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.reliability.cluster.Cluster;
import dev.srlstream.reliability.cluster.Network;
import dev.srlstream.reliability.cluster.Registry;
import dev.srlstream.reliability.fault.Fault;
import dev.srlstream.reliability.fault.FaultException;
import dev.srlstream.reliability.fault.Schedule;
import dev.srlstream.reliability.fault.World;
import dev.srlstream.reliability.load.Corpus;
import dev.srlstream.reliability.load.Load;
import dev.srlstream.reliability.load.Numbering;
import dev.srlstream.reliability.oracle.Expectations;
import dev.srlstream.reliability.oracle.Ledger;
import dev.srlstream.reliability.oracle.Offsets;
import dev.srlstream.reliability.oracle.Oracle;
import dev.srlstream.reliability.oracle.OutcomeReader;
import dev.srlstream.reliability.service.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One trial: the service under load while faults strike, then the judgement. Runs on the caller's thread and stops what it started. */
final class Trial {
    private static final Duration START = Duration.ofMinutes(5);
    private static final String APPLICATION = "trial";
    private static final String UNDISTURBED = "undisturbed";
    private static final Duration REFERENCE = Duration.ofMinutes(6);

    /** Outcomes that show, after a fault, that sentences flow again. */
    private static final int FLOW = 300;

    private final Plan plan;
    private final Path folder;
    private final Consumer<String> news;
    private final Corpus corpus;
    private final Numbering numbering = new Numbering(Plan.PARTITIONS);
    private final List<Strike> strikes = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final AtomicLong released = new AtomicLong();
    private final long begin = System.nanoTime();

    /**
     * @param folder takes logs and state; it stays
     * @param news told what happens, line by line
     */
    Trial(Plan plan, Path folder, Consumer<String> news) {
        this.plan = plan;
        this.folder = folder;
        this.news = news;
        this.corpus = new Corpus(plan.seed());
    }

    TrialResult run() throws IOException, InterruptedException, ExecutionException {
        return run(new AtomicReference<>());
    }

    /** @param known what an earlier trial of the same seed has learnt of an undisturbed instance; set where it is not */
    TrialResult run(AtomicReference<@Nullable Expectations> known)
            throws IOException, InterruptedException, ExecutionException {
        try (Network network = Network.of(plan.instances());
                Cluster cluster = Cluster.start(network, plan.brokers(), plan.kafka(), folder);
                Registry registry = Registry.start(network, folder)) {
            Expectations expectations = known.get();
            if (expectations == null) {
                expectations = learn(cluster, registry);
                known.set(expectations);
                news.accept("An undisturbed instance gave %d of %d sentences frames, the others rejections, after %d s."
                        .formatted(
                                expectations.labelled(), Corpus.SIZE, elapsed().toSeconds()));
            }
            return disturb(network, cluster, registry, expectations);
        }
    }

    private static void createTopics(Cluster cluster, String application) throws IOException, InterruptedException {
        cluster.createTopics(Map.of(
                application + "-sentences", Plan.PARTITIONS,
                application + "-frames", Plan.PARTITIONS,
                application + "-rejections", Plan.PARTITIONS,
                application + "-diagnostics", 1));
    }

    /** One undisturbed instance of the product as it is labels one of each sentence. */
    private Expectations learn(Cluster cluster, Registry registry) throws IOException, InterruptedException {
        createTopics(cluster, UNDISTURBED);
        Map<String, String> settings = TrialSettings.of(UNDISTURBED, plan, folder);
        Map<String, Object> serde = registry.serde();
        try (Fleet one = new Fleet(cluster, registry, settings, List.of(), folder, TrialSettings.SLOW_BATCH, false);
                Load load = new Load(
                        cluster.bootstrapServers(),
                        serde,
                        TrialSettings.value(settings, SettingKeys.TOPIC_SENTENCES),
                        numbering,
                        corpus,
                        number -> number,
                        Corpus.SIZE,
                        0,
                        () -> Corpus.SIZE)) {
            one.start(1);
            load.start();
            Expectations expectations = Expectations.learn(
                    cluster.bootstrapServers(),
                    serde,
                    TrialSettings.value(settings, SettingKeys.TOPIC_FRAMES),
                    TrialSettings.value(settings, SettingKeys.TOPIC_REJECTIONS),
                    numbering,
                    REFERENCE);
            one.stop();
            return expectations;
        }
    }

    private TrialResult disturb(Network network, Cluster cluster, Registry registry, Expectations expectations)
            throws IOException, InterruptedException, ExecutionException {
        createTopics(cluster, APPLICATION);
        Map<String, String> settings = TrialSettings.of(APPLICATION, plan, folder);
        Map<String, Object> serde = registry.serde();
        Oracle oracle =
                new Oracle(TrialSettings.value(settings, SettingKeys.TOPIC_SENTENCES), numbering, corpus, expectations);
        Ledger ledger = oracle.ledger();
        try (Fleet fleet = new Fleet(
                        cluster, registry, settings, plan.mutant(), folder, TrialSettings.SLOW_BATCH, plan.slow());
                Admin admin = cluster.admin();
                OutcomeReader reader = oracle.follow(
                        cluster.bootstrapServers(),
                        serde,
                        TrialSettings.value(settings, SettingKeys.TOPIC_FRAMES),
                        TrialSettings.value(settings, SettingKeys.TOPIC_REJECTIONS));
                Load load = new Load(
                        cluster.bootstrapServers(),
                        serde,
                        TrialSettings.value(settings, SettingKeys.TOPIC_SENTENCES),
                        numbering,
                        corpus,
                        corpus::index,
                        plan.sentences(),
                        plan.rate(),
                        () -> Math.min(ledger.outcomes(), released.get()) + plan.ahead());
                GroupWatch group = new GroupWatch(cluster, APPLICATION, plan.protocol())) {
            fleet.start(plan.instances());
            load.start();
            group.start();
            awaitStart(fleet, group);
            Flow flow = new Flow(plan, ledger, load, reader);
            World world = new World(
                    network,
                    cluster,
                    registry,
                    fleet,
                    TrialSettings.SESSION,
                    TrialSettings.WATCHDOG,
                    TrialSettings.SLOW_BATCH,
                    new TrialLull(load, flow, plan.sentences(), () -> isWhole(fleet, group)));
            // An instance that was cut off may have to end by itself before it can be asked to.
            boolean finished = strikeAll(world, group, flow, new Offsets(admin), settings)
                    && flow.await(plan.sentences(), () -> isWhole(fleet, group));
            if (!finished) {
                complaints.add((flow.obstacle() + " The group has " + group.members() + ".").strip());
                fleet.tellThreads();
            }
            TrialJudge judgement =
                    new TrialJudge(plan, ledger, reader, new Offsets(admin), fleet, cluster.bootstrapServers());
            return judgement.pass(
                    settings,
                    serde,
                    load.published(),
                    strikes,
                    complaints,
                    group.rebalances(),
                    elapsed(),
                    finished,
                    flow.stoodStill());
        }
    }

    /** Returns false when the trial is to be given up. */
    private boolean strikeAll(World world, GroupWatch group, Flow flow, Offsets offsets, Map<String, String> settings)
            throws IOException, InterruptedException, ExecutionException {
        Schedule schedule = Schedule.of(possible(world), plan.faults(), plan.seed());
        for (int i = 0; i < schedule.entries().size(); i++) {
            // An instance that has no partitions yet would not notice what its device does.
            if (!flow.await(0, () -> isWhole(world.fleet(), group))) {
                return false;
            }
            // Every instance that was struck is back. What is let go now is work for the next fault to strike at.
            released.set(Math.min(plan.sentences(), Math.max(plan.share(i + 1), flow.outcomes() + FLOW)));
            if (!flow.await(released.get(), () -> true)) {
                return false;
            }
            if (!strike(schedule.entries().get(i), world, flow, offsets, settings)) {
                return false;
            }
        }
        released.set(plan.sentences());
        return true;
    }

    /** How long instances take to start is the machine's matter, and no part of the plan's patience. */
    private static void awaitStart(Fleet fleet, GroupWatch group) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isWhole(fleet, group) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
    }

    private static boolean isWhole(Fleet fleet, GroupWatch group) {
        return fleet.isComplete() && group.consistsOf(fleet.names());
    }

    /** Some faults need rights that not every machine gives. */
    private List<Fault> possible(World world) {
        List<Fault> possible = new ArrayList<>();
        for (Fault fault : plan.kinds()) {
            fault.obstacle(world)
                    .ifPresentOrElse(
                            obstacle -> news.accept(
                                    "%s cannot strike on this machine: %s".formatted(fault.name(), obstacle)),
                            () -> possible.add(fault));
        }
        return possible;
    }

    private boolean strike(Schedule.Entry entry, World world, Flow flow, Offsets offsets, Map<String, String> settings)
            throws IOException, InterruptedException, ExecutionException {
        int endedBefore =
                world.fleet().surprises().values().stream().mapToInt(i -> i).sum();
        List<TopicPartition> outputs = offsets.partitions(Set.of(
                TrialSettings.value(settings, SettingKeys.TOPIC_FRAMES),
                TrialSettings.value(settings, SettingKeys.TOPIC_REJECTIONS)));
        Flow.Moment moment =
                flow.busy(offsets, APPLICATION, TrialSettings.value(settings, SettingKeys.TOPIC_SENTENCES), outputs);
        // Of what has been published already, nothing may be left for the one that is struck.
        released.addAndGet(plan.ahead() / 2);
        Duration at = elapsed();
        String remark;
        boolean failed = false;
        try {
            remark = entry.fault().strike(world, entry.target());
        } catch (FaultException e) {
            remark = String.valueOf(e.getMessage());
            complaints.add(remark);
            failed = true;
        }
        long over = System.nanoTime();
        // A long fault may have used up all that was released: then nothing would be left to flow.
        long enough = Math.min(plan.sentences(), flow.outcomes() + FLOW);
        released.accumulateAndGet(enough, Math::max);
        boolean flows = flow.await(enough, world.fleet()::isComplete);
        Strike strike = new Strike(
                entry.fault().name(),
                at,
                moment.outcomes(),
                moment.pending(),
                remark,
                Duration.ofNanos(System.nanoTime() - over),
                world.fleet().surprises().values().stream().mapToInt(i -> i).sum() - endedBefore,
                failed);
        strikes.add(strike);
        news.accept("%4d/%d %6ds %,9d outcomes, %4d pending  %-16s %s, flowing again after %.1f s%s"
                .formatted(
                        strikes.size(),
                        plan.faults(),
                        at.toSeconds(),
                        strike.outcomes(),
                        strike.pending(),
                        strike.fault(),
                        remark,
                        strike.recovery().toMillis() / 1e3,
                        strike.ended() == 0 ? "" : ", instances that ended by themselves: " + strike.ended()));
        // A mutant has shown what is wrong with it; the product is to show everything.
        return flows && !(failed && plan.isOfMutant());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
