package dev.srlstream.cli;

import dev.srlstream.cli.options.TopicOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.console.AvroJson;
import dev.srlstream.console.FramesText;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.topics.EventDecoder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code srl frames}. */
@Command(
        name = "frames",
        mixinStandardHelpOptions = true,
        description = "Print the frames topic from its beginning, committed records only.",
        footer = {
            "",
            "Example:",
            "  srl frames --follow \\",
            "    --bootstrap-servers localhost:9092 --registry http://localhost:8081"
        })
final class FramesCommand implements Callable<Integer> {
    @Mixin
    private final TopicOptions options = new TopicOptions();

    private final Invocation invocation;

    FramesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = options.load(invocation.environment());
        FramesText text = new FramesText(invocation.style());
        try (EventDecoder<SentenceFrames> decoder = new EventDecoder<>(settings, SentenceFrames.class)) {
            return new TopicPrinter(invocation, options)
                    .print(settings, options.topic(settings.framesTopic()), entry -> {
                        SentenceFrames frames = decoder.decode(entry);
                        return options.json() ? List.of(AvroJson.of(frames)) : text.lines(frames);
                    });
        }
    }
}
