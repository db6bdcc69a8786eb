package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.benchmarks.measure.Meter;
import dev.srlstream.benchmarks.pipeline.BacklogFigures.Idleness;
import dev.srlstream.benchmarks.pipeline.BacklogFigures.Memory;
import dev.srlstream.benchmarks.pipeline.BacklogFigures.Start;
import dev.srlstream.cli.CommandFailure;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.warmup.ProcessMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;

/**
 * Lets a service label a backlog that was there before it, kills it in the middle of its work, starts it again, and stops and starts
 * it once more when it is through. Runs on the command's thread.
 */
final class BacklogRun {
    private static final Duration STALLED = Duration.ofMinutes(3);

    /** After the first. */
    private static final int STARTS = 2;

    private final Path folder;
    private final int heapMegabytes;
    private final Map<String, String> flags;
    private final Settings settings;
    private final BacklogLoad load;
    private final int sentences;
    private final Consumer<String> talk;
    private final Arrivals arrivals;
    private int published;
    private final List<Memory> memory = new ArrayList<>();
    private final List<Start> starts = new ArrayList<>();

    /**
     * @param folder takes the service's files
     * @param flags all settings of the service
     * @param settings the same, for this process
     */
    BacklogRun(
            Path folder,
            int heapMegabytes,
            Map<String, String> flags,
            Settings settings,
            BacklogLoad load,
            int sentences,
            Consumer<String> talk) {
        this.folder = folder;
        this.heapMegabytes = heapMegabytes;
        this.flags = flags;
        this.settings = settings;
        this.load = load;
        this.sentences = sentences;
        this.talk = talk;
        this.published = sentences;
        this.arrivals = new Arrivals(sentences + STARTS);
    }

    /**
     * Runs it.
     *
     * @param compactionSeconds what the brokers' cleaner, which looks for work every 15 s, gets
     * @param idleSeconds how long the service rests, and then is watched without work; 0 leaves it out
     */
    BacklogFigures run(int compactionSeconds, int idleSeconds) throws Exception {
        talk.accept("Publishing %,d sentences …".formatted(sentences));
        load.publish(settings, 0, sentences);
        try (CommittedFrames frames = CommittedFrames.watch(settings, arrivals)) {
            double perSecond = labelUntilKilled(frames);
            ChangelogSize changelog = labelTheRest(frames);
            talk.accept("Giving the brokers %d s to compact the changelog …".formatted(compactionSeconds));
            Thread.sleep(compactionSeconds * 1_000L);
            ChangelogSize compacted = ChangelogSize.of(settings);
            Optional<Idleness> idleness = startWithoutBacklog(frames, compacted, idleSeconds);
            return new BacklogFigures(memory, starts, perSecond, changelog, compacted, idleness);
        }
    }

    /** One more sentence than all, so that each start has something to label. */
    private void publishOne() throws Exception {
        load.publish(settings, published, published + 1);
        published++;
    }

    private double labelUntilKilled(CommittedFrames frames) throws Exception {
        try (ServiceProcess service = start()) {
            await(service, frames, share(0.1));
            sample(service);
            int from = arrivals.size();
            long begin = System.nanoTime();
            await(service, frames, share(0.5));
            sample(service);
            await(service, frames, share(0.9));
            double perSecond = (arrivals.size() - from) / ((System.nanoTime() - begin) / 1e9);
            sample(service);
            service.kill();
            return perSecond;
        }
    }

    private ChangelogSize labelTheRest(CommittedFrames frames) throws Exception {
        forgetTheDead();
        ChangelogSize changelog = ChangelogSize.of(settings);
        publishOne();
        // What was committed before the kill is read first.
        Thread.sleep(1_000);
        try (ServiceProcess service = start()) {
            awaitFirstFrame(service, frames, "kill -9", changelog);
            await(service, frames, published);
            sample(service);
            service.stop();
        }
        return ChangelogSize.of(settings);
    }

    private Optional<Idleness> startWithoutBacklog(CommittedFrames frames, ChangelogSize changelog, int idleSeconds)
            throws Exception {
        publishOne();
        try (ServiceProcess service = start()) {
            awaitFirstFrame(service, frames, "an orderly stop", changelog);
            Optional<Idleness> idleness =
                    idleSeconds > 0 ? Optional.of(idleness(service, idleSeconds)) : Optional.empty();
            service.stop();
            return idleness;
        }
    }

    private ServiceProcess start() throws IOException {
        return new ServiceProcess(folder, heapMegabytes, flags);
    }

    /** The group would wait for the killed member until its session times out, which is a setting and no property of the service. */
    private void forgetTheDead() throws InterruptedException {
        try (Admin admin = Admin.create(settings.kafkaClientConfig())) {
            admin.removeMembersFromConsumerGroup(settings.applicationId(), new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("The killed member could not be removed from its group: " + e.getCause(), e);
        }
    }

    private void awaitFirstFrame(ServiceProcess service, CommittedFrames frames, String after, ChangelogSize changelog)
            throws Exception {
        int before = arrivals.size();
        double joining;
        double running;
        try (ServiceProbe probe = ServiceProbe.attach(service.handle())) {
            while (!probe.isJoining()) {
                pause(service);
            }
            joining = service.secondsSinceStart();
            while (!probe.isRunning()) {
                pause(service);
            }
            running = service.secondsSinceStart();
        }
        await(service, frames, before + 1);
        double firstFrame = service.secondsSinceStart();
        starts.add(new Start(after, changelog, joining, running - joining, Math.max(0, firstFrame - running)));
        talk.accept("Started after %s: running after %.1f s, first frames after %.1f s"
                .formatted(after, running, firstFrame));
    }

    private static void pause(ServiceProcess service) throws InterruptedException {
        service.requireAlive();
        Thread.sleep(10);
    }

    private Idleness idleness(ServiceProcess service, int seconds) throws Exception {
        talk.accept("Letting the service rest for %d s, then watching it as long …".formatted(seconds));
        Thread.sleep(seconds * 1_000L);
        long collections = collections(service);
        Thread.sleep(1_000);
        LogEnds before = LogEnds.now(settings);
        double cpu = service.cpuSeconds();
        var broker = new Meter();
        long begin = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        double elapsed = (System.nanoTime() - begin) / 1e9;
        double serviceShare = (service.cpuSeconds() - cpu) / elapsed;
        double brokerShare = broker.lap().cpu() / elapsed;
        long written = LogEnds.now(settings).since(before);
        return new Idleness(seconds, serviceShare, brokerShare, written, collections(service) - collections);
    }

    private static long collections(ServiceProcess service) throws IOException, InterruptedException {
        try (ServiceProbe probe = ServiceProbe.attach(service.handle())) {
            return probe.collections();
        }
    }

    private void sample(ServiceProcess service) throws IOException, InterruptedException {
        try (ServiceProbe probe = ServiceProbe.attach(service.handle())) {
            var found = new Memory(
                    arrivals.size(),
                    probe.heapAfterCollection(),
                    ProcessMemory.residentBytes(service.handle()),
                    probe.pending());
            memory.add(found);
            talk.accept("%,d labelled: %d MiB of heap, %d MiB resident, %,d pending"
                    .formatted(found.sentences(), found.heap() >> 20, found.resident() >> 20, found.pending()));
        }
    }

    private int share(double of) {
        return Math.max(1, (int) (of * sentences));
    }

    private void await(ServiceProcess service, CommittedFrames frames, int count) throws InterruptedException {
        int before = -1;
        long deadline = 0;
        while (!arrivals.await(count, Duration.ofMillis(200))) {
            frames.check();
            service.requireAlive();
            if (arrivals.size() > before) {
                before = arrivals.size();
                deadline = System.nanoTime() + STALLED.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "Nothing came out for %d s after %,d of %,d sentences; --verbose shows the log."
                                .formatted(STALLED.toSeconds(), before, sentences));
            }
        }
        frames.check();
    }
}
