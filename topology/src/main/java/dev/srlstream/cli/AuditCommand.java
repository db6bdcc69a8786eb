package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.ModelOptions;
import dev.srlstream.cli.options.SettingsOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.console.AuditText;
import dev.srlstream.console.AvroJson;
import dev.srlstream.diagnosis.BrokerRefusal;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.diagnosis.RegistryRefusal;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.Outcome;
import dev.srlstream.operations.DiagnosticsPublisher;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.ModelFiles;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpListener;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code srl audit}: what is in a checkpoint, without loading it into an engine. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Read a checkpoint, compare it with what the model needs, and say what would be done about it.",
            "Ends with 0 where the checkpoint can be used, 3 where it is rejected, 4 where it cannot be read.",
            "With --against, compare what two checkpoints serve, and say whether tags can change. That ends with 0"
                    + " whatever differs, 3 where either is rejected, 4 where either cannot be read."
        },
        footer = {
            "",
            "Example:",
            "  srl audit --vocab vocab.txt \\",
            "    --model structured-prediction-srl-bert.2020.12.15.tar.gz",
            "  srl audit --vocab vocab.txt --model old.tar.gz --against new.tar.gz"
        })
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(
            names = "--against",
            paramLabel = "PATH",
            description =
                    "Another checkpoint, to be compared under the same policy. What lies inside or beside it is its"
                            + " own; what it lacks is taken from --vocab, --bert-config and --labels.")
    private @Nullable Path against;

    @Option(
            names = "--json",
            description = "Print the audit as Avro's JSON, as it is published; a comparison as one JSON object.")
    private boolean json;

    @Option(names = "--all", description = "List every key and tensor, however many of the same there are.")
    private boolean all;

    @Option(
            names = "--publish",
            description = "Also write the audit to the diagnostics topic of the service that --config describes.")
    private boolean publish;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    AuditCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (against != null && publish) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--publish writes the audit of one checkpoint: leave --against away, or --publish.");
        }
        if (against != null && against.toString().isBlank()) {
            throw new ParameterException(spec.commandLine(), "--against names no checkpoint: give it a path.");
        }
        Settings settings = options.load(invocation.environment(), model.flags());
        WarmUpPlan plan = settings.warmUpPlan();
        ModelFiles.require(plan);
        if (against != null) {
            return new CheckpointComparison(invocation, json, all).run(plan, against);
        }
        try (WarmUp warmUp = new WarmUp(plan, WarmUpListener.SILENT)) {
            CheckpointAudit audit = warmUp.audit();
            invocation
                    .out()
                    .lines(json ? List.of(AvroJson.of(audit)) : new AuditText(invocation.style(), all).lines(audit));
            if (publish) {
                publish(settings, audit);
            }
            return audit.getOutcome() == Outcome.REJECTED ? ExitCode.CHECKPOINT_REJECTED : ExitCode.OK;
        }
    }

    private void publish(Settings settings, CheckpointAudit audit) {
        String topic = "the topic " + settings.diagnosticsTopic() + " at " + settings.bootstrapServers();
        try (DiagnosticsPublisher publisher = new DiagnosticsPublisher(settings)) {
            publisher.publish(audit.getSource().getSha256(), audit);
        } catch (KafkaException e) {
            throw unpublished(e, settings, topic);
        }
        invocation.err().println("Published to " + topic + ".");
    }

    private static CommandFailure unpublished(KafkaException e, Settings settings, String topic) {
        Optional<String> registry = RegistryRefusal.in(e, settings.registryAddresses());
        // Brokers do not care what is in a record.
        if (registry.isPresent() || Causes.find(e, SerializationException.class).isPresent()) {
            return new CommandFailure(
                    ExitCode.FAILURE,
                    "The audit could not be published, because of the schema registry at %s (%s); check schema.registry.url and the settings beginning with registry. with --config or --set."
                            .formatted(
                                    settings.registryAddresses(),
                                    registry.orElseGet(() -> Causes.inOneLine(e))
                                            .replaceFirst("\\.$", "")));
        }
        return new CommandFailure(
                ExitCode.FAILURE,
                "The audit could not be published to %s (%s); check topic.diagnostics and bootstrap.servers with --config or --set."
                        .formatted(
                                topic,
                                BrokerRefusal.of(e, settings.bootstrapServers())
                                        .orElseGet(() -> Causes.inOneLine(e))
                                        .replaceFirst("\\.$", "")));
    }
}
