package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.config.Settings;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import dev.srlstream.operations.SrlService;
import dev.srlstream.topics.SentencePublisher;
import dev.srlstream.warmup.WarmUpListener;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class DemoResultsIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void endWithTheCauseWhenTheServiceDies() throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        try (DemoCluster cluster = DemoCluster.start(files.registry())) {
            // Given
            Map<String, String> flags = cluster.settings(files);
            flags.put("model.device", "cpu");
            flags.put("http.port", "0");
            // Else it would die before the sentence.
            flags.put("canary.interval.ms", "0");
            flags.put("model.cache.dir", folder.toString());
            Settings settings = Settings.load(null, Map.of(), flags);
            Invocation invocation = new Invocation(
                    new ByteArrayInputStream(new byte[0]),
                    new Output(OutputStream.nullOutputStream()),
                    new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                    Style.PLAIN,
                    false,
                    Map.of());
            try (SrlService service = new SrlService(
                            settings,
                            WarmUpListener.SILENT,
                            model -> new StruckModel(model, 0, StruckModel.Fault.OUT_OF_MEMORY));
                    DemoResults results = DemoResults.open(invocation, settings, service::stopCause);
                    SentencePublisher publisher = SentencePublisher.open(settings)) {
                service.start();
                results.printDiagnostics(2);
                // When
                publisher.publish(Sentences.samples().get(0));
                publisher.flush();
                // Then
                assertThatThrownBy(() -> results.printLabelled(1))
                        .isInstanceOf(CommandFailure.class)
                        .hasMessageContaining("The service has stopped: ")
                        .hasMessageContaining("native memory");
            }
        }
    }
}
