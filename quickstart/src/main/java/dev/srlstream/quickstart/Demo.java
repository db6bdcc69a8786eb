package dev.srlstream.quickstart;

import dev.srlstream.cli.Invocation;
import dev.srlstream.config.Settings;
import dev.srlstream.console.NumberText;
import dev.srlstream.console.WarmUpProgress;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.input.SentenceRecord;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.topics.SentencePublisher;
import dev.srlstream.warmup.WarmUpListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The whole product on one machine, from a checkpoint to frames. Runs on the caller's thread and stops what it started. */
final class Demo {
    private final Invocation invocation;
    private final QuickstartFiles files;
    private final boolean keepRunning;
    private final long begin = System.nanoTime();

    Demo(Invocation invocation, QuickstartFiles files, boolean keepRunning) {
        this.invocation = invocation;
        this.files = files;
        this.keepRunning = keepRunning;
    }

    /** Returns the exit code. */
    int run(List<SentenceEvent> events) throws Exception {
        return unlessEnding(() -> {
            say("Starting a Kafka broker and a schema registry …");
            try (DemoCluster cluster = DemoCluster.start(files.registry())) {
                say("Broker at " + cluster.broker().bootstrapServers() + ", registry at "
                        + cluster.registry().url() + " after " + sinceBegin() + "; loading the model …");
                Settings settings = Settings.load(null, Map.of(), cluster.settings(files));
                try (SrlService service = start(settings)) {
                    return show(service, settings, events);
                }
            }
        });
    }

    private SrlService start(Settings settings) throws StartupException {
        WarmUpProgress progress = invocation.progress() ? new WarmUpProgress(invocation.err()) : null;
        SrlService service = new SrlService(settings, progress == null ? WarmUpListener.SILENT : progress);
        AtExit.add(service::close);
        try (progress) {
            service.start();
        } catch (StartupException | RuntimeException e) {
            service.close();
            throw e;
        }
        return service;
    }

    private int show(SrlService service, Settings settings, List<SentenceEvent> events) throws Exception {
        try (DemoResults results = DemoResults.open(invocation, settings, service::stopCause);
                SentencePublisher publisher = SentencePublisher.open(settings)) {
            results.printDiagnostics(2);
            say("Publishing " + NumberText.of(events.size(), "sentence") + " " + sinceBegin() + " after the start …");
            results.begin();
            AtomicInteger published = new AtomicInteger(events.size());
            for (SentenceEvent event : events) {
                publisher.publish(SentenceRecord.of(event), reason -> {
                    published.decrementAndGet();
                    say(event.getId() + ": " + reason);
                });
            }
            publisher.flush();
            results.printLabelled(published.get());
            results.printSummary(Duration.ofNanos(System.nanoTime() - begin));
        }
        if (keepRunning) {
            new Suggestions(settings, service.url()).print(invocation.err());
            return service.awaitStopped();
        }
        return ExitCode.OK;
    }

    /** After Ctrl-C everything is being closed under the demo's feet; its complaints would only confuse. */
    private static int unlessEnding(Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (Exception | LinkageError e) {
            if (AtExit.hasBegun()) {
                return ExitCode.OK;
            }
            throw e;
        }
    }

    private String sinceBegin() {
        return NumberText.elapsed(Duration.ofNanos(System.nanoTime() - begin));
    }

    private void say(String text) {
        invocation.err().println(text);
    }
}
