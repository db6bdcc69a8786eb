package dev.srlstream.quickstart;

import dev.srlstream.cli.Invocation;
import dev.srlstream.event.SentenceEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Show everything at work on this machine.",
            "Starts a Kafka broker and a schema registry, audits, repairs and loads the bundled checkpoint, publishes "
                    + "sentences, prints their frames, and stops."
        },
        footer = {"", "Example: srl demo --sentences my-sentences.txt --keep-running"})
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--sentences",
            paramLabel = "FILE",
            description = "Sentences of your own, one per line: text, or JSON as 'srl publish' takes it.")
    private @Nullable Path sentences;

    @Option(names = "--keep-running", description = "Leave everything up until Ctrl-C, and say which commands to try.")
    private boolean keepRunning;

    private final Invocation invocation;

    DemoCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        List<SentenceEvent> events =
                sentences == null ? Sentences.samples() : Sentences.read(sentences, invocation.err()::println);
        return new Demo(invocation, QuickstartFiles.locate(), keepRunning).run(events);
    }
}
