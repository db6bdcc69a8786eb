package dev.srlstream.cli;

import dev.srlstream.cli.options.TopicOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.console.RejectedRecord;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code srl rejections}. */
@Command(
        name = "rejections",
        mixinStandardHelpOptions = true,
        description = "Print the rejections topic from its beginning: which records got no frames, and why.",
        footer = {"", "Example: srl rejections --bootstrap-servers localhost:9092 --json"})
final class RejectionsCommand implements Callable<Integer> {
    @Mixin
    private final TopicOptions options = new TopicOptions();

    private final Invocation invocation;

    RejectionsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = options.load(invocation.environment());
        return new TopicPrinter(invocation, options)
                .print(settings, options.topic(settings.rejectionsTopic()), entry -> {
                    RejectedRecord rejected = RejectedRecord.of(entry);
                    return List.of(options.json() ? rejected.json() : rejected.line(invocation.style()));
                });
    }
}
