package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import dev.srlstream.inference.EngineListener;
import dev.srlstream.metrics.EngineMeters;
import dev.srlstream.metrics.Metrics;
import dev.srlstream.metrics.OutcomeMeters;
import dev.srlstream.metrics.StageMeters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The topology with all meters that {@code srl run} has, scraped as Prometheus does by default. */
final class MeteredTopology implements Pipeline {
    private static final int SCRAPE_SECONDS = 15;

    private final LoadedModel model;
    private final Metrics metrics;
    private final TopologyPipeline topology;
    private final AutoCloseable kafkaMeters;
    private final ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();

    MeteredTopology(Settings settings, LoadedModel model) {
        this.model = model;
        this.metrics = new Metrics(settings.applicationId());
        StageMeters stages = new StageMeters(metrics.registry());
        model.listener().hearFor(new EngineMeters(metrics.registry(), stages, "cpu", "fp32"));
        this.topology = new TopologyPipeline(
                settings, model.sizing(), model.labeller(), new OutcomeMeters(metrics.registry(), stages));
        this.kafkaMeters = topology.bindTo(metrics.registry());
    }

    @Override
    public void start() {
        topology.start();
        var unused = scraper.scheduleAtFixedRate(this::scrape, 1, SCRAPE_SECONDS, TimeUnit.SECONDS);
    }

    private void scrape() {
        try {
            metrics.scrape(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Throwable> failure() {
        return topology.failure();
    }

    @Override
    public void close() {
        scraper.shutdownNow();
        model.listener().hearFor(EngineListener.SILENT);
        try {
            kafkaMeters.close();
        } catch (Exception e) {
            throw new IllegalStateException("Meters only stop to look", e);
        }
        topology.close();
        metrics.close();
    }
}
