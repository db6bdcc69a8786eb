package dev.srlstream.reliability;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.quickstart.TemporaryFolder;
import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl faults}. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description =
                "Try whether every sentence has exactly one outcome, whatever happens: start brokers, a registry and"
                        + " instances of the service as processes of their own, publish sentences without end, let faults strike,"
                        + " and judge what has come out.",
        footer = {"", "Example: srl faults --sentences 20000 --faults 12 --seed 7"})
final class FaultsCommand implements Callable<Integer> {
    @Option(
            names = "--sentences",
            defaultValue = "20000",
            description = "How many to publish (default ${DEFAULT-VALUE}).")
    private long sentences;

    @Option(names = "--faults", defaultValue = "12", description = "How many are to strike (default ${DEFAULT-VALUE}).")
    private int faults;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "Sentences published a second at most (default ${DEFAULT-VALUE}); 0 for as many as possible.")
    private int rate;

    @Option(names = "--seed", description = "Of the sentences and of the order of the faults (default: the time).")
    private @Nullable Long seed;

    @Option(
            names = "--brokers",
            defaultValue = "3",
            description = "1, or 3 with every partition on all (default ${DEFAULT-VALUE}).")
    private int brokers;

    @Option(
            names = "--kafka",
            paramLabel = "DIR",
            description = "What the brokers run: the folder libs of a Kafka 4 (default: Kafka 4.2.2).")
    private Path kafka = KafkaLibraries.bundled();

    @Option(names = "--instances", defaultValue = "2", description = "Of the service (default ${DEFAULT-VALUE}).")
    private int instances;

    @Option(
            names = "--protocol",
            defaultValue = "classic",
            description = "Of its group: classic or streams (default ${DEFAULT-VALUE}).")
    private String protocol = "classic";

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Only these faults, such as kill,freeze,fill_disk (default: all that this machine allows but kill_all_brokers).")
    private List<String> kinds = List.of();

    @Option(names = "--keep", paramLabel = "DIR", description = "Keep the logs of all processes in this folder.")
    private @Nullable Path keep;

    private final Invocation invocation;

    FaultsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = plan();
        try (TemporaryFolder temporary = TemporaryFolder.create("srl-faults-")) {
            Path folder = keep == null ? temporary.path() : Files.createDirectories(keep);
            TrialResultText text = new TrialResultText(invocation.out());
            text.plan(plan);
            TrialResult verdict = new Trial(plan, folder, this::say).run();
            text.verdict(verdict);
            return verdict.passed() ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private void say(String line) {
        invocation.out().line(line);
        invocation.out().flush();
    }

    private Plan plan() throws CommandFailure {
        if (brokers != 1 && brokers != 3) {
            throw usage("--brokers must be 1 or 3.");
        }
        if (!protocol.equals("classic") && !protocol.equals("streams")) {
            throw usage("--protocol must be classic or streams.");
        }
        if (sentences < 1
                || sentences > 1_000_000_000
                || rate < 0
                || faults < 0
                || instances < 1
                || instances > Plan.PARTITIONS) {
            throw usage(
                    "--sentences must be 1 to a billion, --rate and --faults not negative, --instances 1 to %d, as many as there are partitions."
                            .formatted(Plan.PARTITIONS));
        }
        if (sentences / (faults + 1L) < Plan.SENTENCES_PER_FAULT) {
            throw usage("%d faults need work to strike at: --sentences must be at least %d."
                    .formatted(faults, Plan.SENTENCES_PER_FAULT * (faults + 1L)));
        }
        return new Plan(
                sentences,
                rate,
                faults,
                seed == null ? System.currentTimeMillis() : seed,
                brokers,
                libraries(),
                instances,
                protocol,
                chosen(),
                false,
                List.of(),
                Duration.ofMinutes(4));
    }

    private KafkaLibraries libraries() throws CommandFailure {
        try {
            return KafkaLibraries.in(kafka);
        } catch (IOException e) {
            throw usage("--kafka: " + e.getMessage());
        }
    }

    private List<Fault> chosen() throws CommandFailure {
        List<String> names = kinds.stream()
                .map(kind -> kind.strip().toUpperCase(Locale.ROOT))
                .toList();
        List<Fault> chosen = Fault.all().stream()
                .filter(fault -> names.isEmpty() ? fault.isUsual() : names.contains(fault.name()))
                .toList();
        if (chosen.isEmpty() || (!names.isEmpty() && chosen.size() < names.size())) {
            throw usage("--kinds knows "
                    + String.join(
                            ", ", Fault.all().stream().map(FaultsCommand::lower).toList()) + ".");
        }
        return chosen;
    }

    private static String lower(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT);
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
