package dev.srlstream.cli;

import dev.srlstream.config.Settings;
import dev.srlstream.console.Amount;
import dev.srlstream.console.InputFile;
import dev.srlstream.console.InputLines;
import dev.srlstream.console.MalformedLineException;
import dev.srlstream.console.SentenceLine;
import dev.srlstream.console.SentencePublisher;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.operations.ExitCode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl publish}. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Write sentences to the sentences topic, one per line of input.",
            "A line that begins with { is JSON, all of it but text or tokens optional:",
            "  {\"id\",\"text\",\"tokens\",\"predicates\",\"language\",\"attributes\"}",
            "Any other line is the text of a sentence; its id is its line number."
        },
        footer = {
            "",
            "Example:",
            "  echo 'She sold the house.' | srl publish \\",
            "    --bootstrap-servers localhost:9092 --registry http://localhost:8081"
        })
final class PublishCommand implements Callable<Integer> {
    /** More would only scroll the first ones away. */
    private static final int MALFORMED_SHOWN = 10;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Write to another topic than the configured one.")
    private @Nullable String topic;

    @Option(names = "--in", paramLabel = "FILE", description = "Read from a file (default: stdin).")
    private @Nullable Path in;

    private final Invocation invocation;

    PublishCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings =
                kafka.load(invocation.environment(), topic == null ? Map.of() : Map.of("topic.sentences", topic));
        long published = 0;
        long malformed = 0;
        try (InputStream input = in == null ? invocation.in() : InputFile.open(in);
                SentencePublisher publisher = SentencePublisher.open(settings)) {
            InputLines lines = new InputLines(input);
            boolean more = true;
            while (more) {
                try {
                    SentenceEvent event = SentenceLine.next(lines);
                    more = event != null;
                    if (event != null) {
                        publisher.publish(event);
                        published++;
                    }
                } catch (MalformedLineException e) {
                    if (malformed++ < MALFORMED_SHOWN) {
                        invocation.err().println("Line " + lines.number() + ": " + e.getMessage());
                    }
                }
            }
            publisher.flush();
        }
        invocation
                .err()
                .println("Published " + Amount.of(published, "sentence") + " to the topic " + settings.sentencesTopic()
                        + " at " + settings.bootstrapServers()
                        + (malformed == 0 ? "." : "; left out " + Amount.of(malformed, "malformed line") + "."));
        return malformed == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }
}
