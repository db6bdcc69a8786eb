package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.stream.SentenceStreams;
import dev.srlstream.stream.StartOffsetException;
import dev.srlstream.stream.outcomes.StreamListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** The topology as {@code srl run} runs it, but for its meters. */
final class TopologyPipeline implements Pipeline {
    private final SentenceStreams streams;

    TopologyPipeline(Settings settings, Sizing sizing, SentenceLabeller labeller, StreamListener listener) {
        streams = new SentenceStreams(settings, sizing, labeller, listener);
    }

    AutoCloseable bindTo(MeterRegistry registry) {
        return streams.bindTo(registry);
    }

    @Override
    public void start() {
        try {
            streams.start();
        } catch (StartOffsetException e) {
            throw new IllegalStateException("A topology that is measured begins with a topic of its own", e);
        }
    }

    @Override
    public Optional<Throwable> failure() {
        return streams.failure();
    }

    @Override
    public void close() {
        streams.close();
    }
}
