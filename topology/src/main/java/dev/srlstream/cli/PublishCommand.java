package dev.srlstream.cli;

import dev.srlstream.cli.options.InputOption;
import dev.srlstream.cli.options.KafkaOptions;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.console.NumberText;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.SentenceLine;
import dev.srlstream.input.SentenceLines;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.topics.SentencePublisher;
import dev.srlstream.topics.TopicException;
import java.io.IOException;
import java.io.InputStream;
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
            "AllenNLP's \"sentence\" is taken for the text. Any other line is the text of a sentence. Where there is"
                    + " no id, the number of the line is taken for it.",
            "Ends with 1 where a line was left out."
        },
        footer = {
            "",
            "Example:",
            "  echo 'She sold the house.' | srl publish \\",
            "    --bootstrap-servers localhost:9092 --registry http://localhost:8081"
        })
final class PublishCommand implements Callable<Integer> {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Write to another topic than the configured one.")
    private @Nullable String topic;

    @Mixin
    private final InputOption in = new InputOption();

    private final Invocation invocation;

    PublishCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = kafka.load(
                invocation.environment(), topic == null ? Map.of() : Map.of(SettingKeys.TOPIC_SENTENCES, topic));
        LeftOut leftOut = new LeftOut(invocation.err());
        long read = 0;
        try (InputStream input = in.open(invocation.in());
                SentencePublisher publisher = SentencePublisher.open(settings)) {
            SentenceLines lines = new SentenceLines(input, true);
            while (publish(lines, publisher, leftOut)) {
                read++;
            }
            publisher.flush();
        }
        invocation
                .err()
                .println("Published " + NumberText.of(read - leftOut.count(), "sentence") + " to the topic "
                        + settings.sentencesTopic() + " at " + settings.bootstrapServers()
                        + (leftOut.count() == 0 ? "." : "; left out " + NumberText.of(leftOut.count(), "line") + "."));
        return leftOut.count() == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    /** Returns whether there was a line. */
    private static boolean publish(SentenceLines lines, SentencePublisher publisher, LeftOut leftOut)
            throws IOException, TopicException {
        try {
            SentenceLine line = lines.next();
            if (line == null) {
                return false;
            }
            SentenceEvent event = line.event();
            String number = "Line " + lines.number();
            publisher.publish(event, reason -> leftOut.add(number, reason));
        } catch (MalformedLineException e) {
            leftOut.add("Line " + lines.number(), e.getMessage());
        }
        return true;
    }
}
