package dev.srlstream.cli;

import dev.srlstream.cli.options.Choices;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.TopicOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.console.RejectedRecord;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.redrive.Redrive;
import dev.srlstream.redrive.RedriveNote;
import dev.srlstream.sentence.Rejection.Stage;
import dev.srlstream.topics.RejectedSentences;
import dev.srlstream.topics.Selection;
import dev.srlstream.topics.TopicException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl rejections}. */
@Command(
        name = "rejections",
        mixinStandardHelpOptions = true,
        description = {
            "Print the rejections topic, committed records only: which records got no frames, and why.",
            "With --redrive, send them back to the sentences topic as they were published, each once: those that an"
                    + " earlier redrive has sent are passed over, whatever its filters were. Ends with 1 where one was"
                    + " left out."
        },
        footer = {
            "",
            "Example:",
            "  srl rejections --bootstrap-servers localhost:9092 --last 20 --json",
            "  srl rejections --config srl.properties --redrive --stage infer --dry-run"
        })
final class RejectionsCommand implements Callable<Integer> {
    @Mixin
    private final TopicOptions options = new TopicOptions();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            completionCandidates = Choices.Stages.class,
            description = "Only records that were rejected at this stage: ${COMPLETION-CANDIDATES}.")
    private @Nullable Stage stage;

    @Option(names = "--redrive", description = "Send them back to the sentences topic, and print what was sent.")
    private boolean redrive;

    @Option(names = "--dry-run", description = "With --redrive: print what would be sent, and send nothing.")
    private boolean dryRun;

    private final Invocation invocation;

    RejectionsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (dryRun && !redrive) {
            throw new CommandFailure(ExitCode.USAGE, "--dry-run is for --redrive; give both or none.");
        }
        if (redrive && options.follow()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--redrive ends where the topic ends now, so that no record goes round in a circle; leave out --follow.");
        }
        Settings settings = options.load(invocation.environment());
        Selection selection = options.selection(settings.rejectionsTopic(), entry -> !RedriveNote.isNote(entry));
        try (RejectedSentences sentences = new RejectedSentences(settings, invocation.err()::println)) {
            return redrive ? redrive(settings, selection, sentences) : print(settings, selection, sentences);
        }
    }

    private int print(Settings settings, Selection selection, RejectedSentences sentences) throws TopicException {
        return new TopicPrinter(invocation, options, options.json()).print(settings, selection, entry -> {
            RejectedRecord rejected = RejectedRecord.of(entry);
            return isMeant(rejected) ? lines(entry, rejected, sentences) : List.of();
        });
    }

    private int redrive(Settings settings, Selection selection, RejectedSentences sentences) throws TopicException {
        RecordForm form = new RecordForm(options.json(), options.metadata(), invocation.style());
        RedrivePrinter printer = new RedrivePrinter(
                invocation,
                (entry, rejected) -> options.filter().hasKey(entry) && isMeant(rejected),
                entry -> form.lines(entry, lines(entry, RejectedRecord.of(entry), sentences)));
        Redrive run = new Redrive(settings, printer);
        Redrive.Result result = dryRun ? run.dryRun(selection, options.max()) : run.run(selection, options.max());
        return printer.finish(result, settings.sentencesTopic(), dryRun);
    }

    private boolean isMeant(RejectedRecord rejected) {
        return (stage == null || stage.toString().equals(rejected.stage()))
                && options.filter().isIn(rejected.reason());
    }

    private List<String> lines(
            ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected, RejectedSentences sentences) {
        return List.of(
                options.json()
                        ? rejected.json(sentences.sentence(entry, rejected))
                        : rejected.line(invocation.style()));
    }
}
