package dev.srlstream.cli;

import dev.srlstream.cli.options.SettingsOptions;
import dev.srlstream.stream.SentenceTopology;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code srl topology}. */
@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description =
                "Print the topology of the stream, as Kafka Streams describes it. Needs neither brokers nor a model.",
        footer = {"", "Example: srl topology --config service.properties"})
final class TopologyCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    private final Invocation invocation;

    TopologyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        invocation
                .out()
                .lines(SentenceTopology.describe(options.load(invocation.environment()))
                        .stripTrailing()
                        .lines()
                        .toList());
        return 0;
    }
}
