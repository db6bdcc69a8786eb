package dev.srlstream.quickstart;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.config.Settings;
import dev.srlstream.console.DiagnosticText;
import dev.srlstream.console.FramesText;
import dev.srlstream.console.NumberText;
import dev.srlstream.console.Output;
import dev.srlstream.console.RejectedRecord;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.topics.EventDecoder;
import dev.srlstream.topics.TopicException;
import dev.srlstream.topics.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Prints what arrives on the service's three output topics, and counts it. Owned by the demo's thread, which closes it. */
final class DemoResults implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Of fewer sentences the start and the commits take longer than the labelling. */
    private static final int CAPACITY_SHOWS = 2_000;

    private final Invocation invocation;
    private final TopicReader reader;
    private final Supplier<Optional<String>> stopCause;
    private final EventDecoder<ModelDiagnostic> diagnosticDecoder;
    private final EventDecoder<SentenceFrames> framesDecoder;
    private int diagnostics;
    private int sentences;
    private int frames;
    private int rejections;
    private long begin;
    private long first;
    private long last;

    private DemoResults(
            Invocation invocation, TopicReader reader, Settings settings, Supplier<Optional<String>> stopCause) {
        this.invocation = invocation;
        this.stopCause = stopCause;
        this.reader = reader;
        this.diagnosticDecoder = new EventDecoder<>(settings, ModelDiagnostic.class);
        this.framesDecoder = new EventDecoder<>(settings, SentenceFrames.class);
    }

    /** @param stopCause why the service has stopped; empty as long as it runs */
    static DemoResults open(Invocation invocation, Settings settings, Supplier<Optional<String>> stopCause)
            throws TopicException {
        List<String> topics = List.of(DemoCluster.DIAGNOSTICS, DemoCluster.FRAMES, DemoCluster.REJECTIONS);
        return new DemoResults(invocation, TopicReader.open(settings.kafkaClientConfig(), topics), settings, stopCause);
    }

    /** Waits for so many diagnostics. */
    void printDiagnostics(int expected) throws TopicException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (diagnostics < expected) {
            poll(deadline);
        }
        invocation.out().lines(List.of(""));
    }

    /** Starts the clock. */
    void begin() {
        begin = System.nanoTime();
    }

    /** Waits until so many sentences have got frames or a rejection. */
    void printLabelled(int expected) throws TopicException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (sentences + rejections < expected) {
            int before = sentences + rejections;
            poll(deadline);
            if (sentences + rejections > before) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
        }
    }

    void printSummary(Duration total) {
        int published = sentences + rejections;
        Output out = invocation.out();
        out.line("");
        out.line("%s: %d labelled, with %s; %d rejected."
                .formatted(
                        NumberText.of(published, "sentence"), sentences, NumberText.of(frames, "frame"), rejections));
        out.line(String.format(
                Locale.ROOT,
                "From publishing to the first frame %s, to the last result %s: %.0f sentences/s end to end.",
                sentences == 0 ? "-" : NumberText.elapsed(Duration.ofNanos(first - begin)),
                NumberText.elapsed(Duration.ofNanos(last - begin)),
                published * 1e9 / (last - begin)));
        if (published < CAPACITY_SHOWS) {
            out.line("That is latency, joining the group and committing included; capacity shows from thousands on.");
        }
        out.line("All in " + NumberText.elapsed(total) + ".");
        out.flush();
    }

    @Override
    public void close() {
        diagnosticDecoder.close();
        framesDecoder.close();
        reader.close();
    }

    private void poll(long deadline) throws TopicException {
        for (ConsumerRecord<byte[], byte[]> entry : reader.poll(Duration.ofMillis(100))) {
            invocation.out().lines(lines(entry));
        }
        stopCause.get().ifPresent(cause -> {
            throw new CommandFailure(ExitCode.FAILURE, "The service has stopped: " + cause);
        });
        if (System.nanoTime() > deadline) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "Nothing came back within " + PATIENCE.toSeconds() + " s; --verbose shows the service's log.");
        }
    }

    private List<String> lines(ConsumerRecord<byte[], byte[]> entry) throws TopicException {
        switch (entry.topic()) {
            case DemoCluster.DIAGNOSTICS -> {
                diagnostics++;
                return new DiagnosticText(invocation.style())
                        .body(diagnosticDecoder.decode(entry).getBody());
            }
            case DemoCluster.FRAMES -> {
                SentenceFrames labelled = framesDecoder.decode(entry);
                sentences++;
                frames += labelled.getFrames().size();
                last = System.nanoTime();
                first = first == 0 ? last : first;
                return new FramesText(invocation.style()).lines(labelled);
            }
            default -> {
                rejections++;
                last = System.nanoTime();
                return List.of(RejectedRecord.of(entry).line(invocation.style()));
            }
        }
    }
}
