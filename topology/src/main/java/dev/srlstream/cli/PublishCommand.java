package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.FormatOptions;
import dev.srlstream.cli.options.InputOption;
import dev.srlstream.cli.options.KafkaOptions;
import dev.srlstream.cli.options.RecordOptions;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.console.NumberText;
import dev.srlstream.console.PublishProgress;
import dev.srlstream.input.CountedInput;
import dev.srlstream.input.RecordFields;
import dev.srlstream.input.SentenceSource;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.topics.SentencePublisher;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl publish}. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Write sentences to the sentences topic: lines of text or JSON, CoNLL-2012, CoNLL-U.",
            "A line that begins with { is JSON, all of it but text or tokens optional:",
            "  {\"id\",\"text\",\"tokens\",\"predicates\",\"language\",\"attributes\",",
            "   \"key\",\"headers\",\"timestamp\",\"partition\"}",
            "AllenNLP's \"sentence\" is taken for the text. Any other line is the text of a sentence. Where there is"
                    + " no id, the number of the line is taken for it.",
            "Ends with 1 where a line was left out."
        },
        footer = {
            "",
            "Example:",
            "  echo 'She sold the house.' | srl publish \\",
            "    --bootstrap-servers localhost:9092 --registry http://localhost:8081",
            "  srl publish --command-config client.properties --in articles.jsonl \\",
            "    --split-sentences --key-field document.id --header source=crawler",
            "  srl publish --config srl.properties --in test.conllu --transactional",
            "  srl publish --in test.conllu --dry-run",
            "",
            "docs/publish.md has an example of each format."
        })
final class PublishCommand implements Callable<Integer> {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Write to another topic than the configured one.")
    private @Nullable String topic;

    @Mixin
    private final InputOption in = new InputOption();

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final RecordOptions record = new RecordOptions();

    @Option(
            names = "--transactional",
            description = "Write all or nothing: readers of committed records, such as the service, see the sentences"
                    + " once all are written. A line that cannot be written ends it.")
    private boolean transactional;

    @Option(
            names = "--transactional-id",
            paramLabel = "ID",
            description = "The same under this id (default: srl-publish- and a random one), which brokers may demand a"
                    + " right for; a run ends an earlier one's transaction that is still open.")
    private @Nullable String transactionalId;

    @Option(
            names = "--dry-run",
            description = "Print what would be written, as lines of JSON that can be published, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--progress",
            negatable = true,
            description = "Show how many sentences are written, how fast, and how long it takes (default: where stderr"
                    + " is a terminal).")
    private @Nullable Boolean progress;

    private final Invocation invocation;

    PublishCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = kafka.load(
                invocation.environment(), topic == null ? Map.of() : Map.of(SettingKeys.TOPIC_SENTENCES, topic));
        format.check();
        RecordFields fields = record.fields();
        if (transactionalId != null && transactionalId.isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "--transactional-id is empty; give it a name, or leave it out.");
        }
        try (InputStream opened = in.open(invocation.in());
                CountedInput input = new CountedInput(opened);
                PublishProgress bar = progress(input)) {
            Consumer<String> talk = bar == null ? invocation.err()::println : bar::say;
            SentenceSource sentences = format.open(input, talk);
            Publishing publishing = new Publishing(sentences, fields, talk, bar);
            if (dryRun) {
                publishing.print(invocation.out());
            } else if (transactional || transactionalId != null) {
                String id = transactionalId == null ? "srl-publish-" + UUID.randomUUID() : transactionalId;
                try (SentencePublisher publisher = SentencePublisher.open(settings, id)) {
                    publishing.commit(publisher);
                }
            } else {
                try (SentencePublisher publisher = SentencePublisher.open(settings)) {
                    publishing.publish(publisher);
                }
            }
            if (bar != null) {
                bar.close();
            }
            return summarise(publishing, settings);
        }
    }

    private @Nullable PublishProgress progress(CountedInput input) throws IOException {
        boolean shown = progress == null ? invocation.progress() && !dryRun : progress;
        return shown
                ? new PublishProgress(
                        invocation.err(), invocation.progress(), in.size().orElse(-1L), input::count)
                : null;
    }

    private int summarise(Publishing publishing, Settings settings) {
        String published = NumberText.of(publishing.written(), "sentence");
        long leftOut = publishing.leftOut();
        invocation
                .err()
                .println((dryRun
                                ? published + " would be published to the topic " + settings.sentencesTopic()
                                : "Published " + published + " to the topic " + settings.sentencesTopic() + " at "
                                        + settings.bootstrapServers())
                        + (leftOut == 0 ? "." : "; left out " + NumberText.of(leftOut, "line") + "."));
        return leftOut == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }
}
