package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.stream.outcomes.StreamListener;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures the subjects in turns, round by round, so that what else the machine does meets all of them. The first turn of each is
 * short and not counted: code is compiled then. Runs on the command's thread.
 */
final class PipelineRun {
    private static final Duration STALLED = Duration.ofMinutes(2);

    /** Of the load, in the turn that is not counted. */
    private static final double WARM_UP = 0.5;

    private static final int LATENCY_WARM_UP_SECONDS = 5;

    private final BenchKafka kafka;
    private final LoadedModel model;
    private final SentenceLoad load;
    private final Consumer<String> talk;

    PipelineRun(BenchKafka kafka, LoadedModel model, SentenceLoad load, Consumer<String> talk) {
        this.kafka = kafka;
        this.model = model;
        this.load = load;
        this.talk = talk;
    }

    /** With a backlog of so many sentences. */
    void throughput(int sentences, int rounds, PipelineFigures figures) throws Exception {
        String topic = kafka.topic("backlog");
        load.publish(kafka.settings("publisher", topic), sentences);
        List<Sentence> read = load.read(model.reader(), sentences);
        for (Subject subject : Subject.values()) {
            throughput(subject, topic, read.subList(0, Math.max(1, (int) (WARM_UP * sentences))));
        }
        for (int round = 0; round < rounds; round++) {
            for (Subject subject : Subject.values()) {
                PhaseSpeed reached = throughput(subject, topic, read);
                talk.accept("Round %d of %d, %s: %.0f sentences/s"
                        .formatted(round + 1, rounds, subject.description(), reached.sentencesPerSecond()));
                figures.add(subject, reached);
            }
        }
    }

    private PhaseSpeed throughput(Subject subject, String topic, List<Sentence> read)
            throws InterruptedException, ConfigurationException {
        var arrivals = new Arrivals(read.size());
        Settings settings = kafka.settings(subject.label(), topic);
        if (subject == Subject.MODEL_ONLY) {
            return throughput(
                    new ModelOnly(
                            model.engine(),
                            read,
                            kafka.partitions() * model.sizing().pendingMax(),
                            arrivals),
                    arrivals,
                    read.size(),
                    () -> {});
        }
        try (CommittedFrames frames = CommittedFrames.watch(settings, arrivals)) {
            return throughput(pipeline(subject, settings), arrivals, read.size(), frames::check);
        }
    }

    private static PhaseSpeed throughput(Pipeline subject, Arrivals arrivals, int count, Runnable check)
            throws InterruptedException {
        try (subject) {
            subject.start();
            await(subject, arrivals, Math.max(1, count / 10), check);
            Usage begin = Usage.now();
            int before = arrivals.size();
            await(subject, arrivals, count, check);
            return new PhaseSpeed(arrivals.perSecond(), Usage.now().since(begin, Math.max(1, count - before)));
        }
    }

    /** With sentences that come one by one, so many per second, for so many seconds. */
    void latency(double rate, int seconds, PipelineFigures figures) throws Exception {
        for (Subject subject : List.of(Subject.PLAIN_LOOP, Subject.TOPOLOGY)) {
            String topic = kafka.topic("paced-" + subject.label());
            Settings settings = kafka.settings(subject.label(), topic);
            int first = 1 + (int) (LATENCY_WARM_UP_SECONDS * rate);
            int count = first + (int) Math.ceil(seconds * rate);
            var arrivals = new Arrivals(count);
            try (CommittedFrames frames = CommittedFrames.watch(settings, arrivals);
                    Pipeline pipeline = pipeline(subject, settings)) {
                pipeline.start();
                load.publish(settings, 1);
                await(pipeline, arrivals, 1, frames::check);
                long[] due = load.publish(settings, 1, count, rate);
                await(pipeline, arrivals, count, frames::check);
                Latency latency = Latency.of(due, arrivals.bySentence(), first);
                talk.accept("Latency of the %s at %.0f sentences/s: p50 %.0f ms, p99 %.0f ms"
                        .formatted(subject.description(), rate, latency.p50(), latency.p99()));
                figures.add(subject, latency);
            }
        }
    }

    private Pipeline pipeline(Subject subject, Settings settings) {
        return switch (subject) {
            case MODEL_ONLY -> throw new IllegalArgumentException("The engine alone has no topics");
            case PLAIN_LOOP -> new PlainLoop(settings, model.sizing().pendingMax(), model.labeller());
            case TOPOLOGY -> new TopologyPipeline(settings, model.sizing(), model.labeller(), StreamListener.SILENT);
            case METERED -> new MeteredTopology(settings, model);
        };
    }

    private static void await(Pipeline pipeline, Arrivals arrivals, int count, Runnable check)
            throws InterruptedException {
        int before = -1;
        long deadline = 0;
        while (!arrivals.await(count, Duration.ofMillis(500))) {
            check.run();
            if (pipeline.failure().isPresent()) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "A measured pipeline stopped: " + pipeline.failure().get());
            }
            if (arrivals.size() > before) {
                before = arrivals.size();
                deadline = System.nanoTime() + STALLED.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "Nothing came out for %d s after %d of %d sentences; --verbose shows the log."
                                .formatted(STALLED.toSeconds(), before, count));
            }
        }
        check.run();
    }
}
