package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.SettingsOptions;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.console.TerminalText;
import dev.srlstream.contract.Contract;
import dev.srlstream.contract.ContractRegistry;
import dev.srlstream.contract.Standing;
import dev.srlstream.diagnosis.RegistryRefusal;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.RegistryUnavailableException;
import dev.srlstream.serde.AvroSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code srl schemas}. */
@Command(
        name = "schemas",
        mixinStandardHelpOptions = true,
        description = {
            "Print the schemas of the service, write them to files, register them, or compare them with a registry.",
            "Each is the text that serializers register with the same settings, and needs no other. Subjects follow from"
                    + " the topics and from registry.value.subject.name.strategy. Keys, rejections and the changelog of"
                    + " the service are plain bytes and have no schema.",
            "Ends with 1 where --check finds a schema that is missing, drifted or incompatible, or --register could not"
                    + " register one."
        },
        footer = {
            "",
            "Example:",
            "  srl schemas --out schemas",
            "  srl schemas --register --config srl.properties \\",
            "    --registry https://registry.example.com",
            "  srl schemas --check --config srl.properties"
        })
final class SchemasCommand implements Callable<Integer> {
    private static final int DIGITS = 16;
    private static final Set<String> KNOWN =
            Set.of(AvroSerializer.class.getName(), "io.confluent.kafka.serializers.KafkaAvroSerializer");

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--registry", paramLabel = "URL", description = "Schema registry (default: http://localhost:8081).")
    private @Nullable String registry;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write SUBJECT.avsc for each subject into this folder, which is made where it is missing.")
    private @Nullable Path out;

    @Option(names = "--register", description = "Register the schemas that the registry does not have yet.")
    private boolean register;

    @Option(
            names = "--check",
            description =
                    "Say of each subject whether its latest version is the schema (same), there is none (missing),"
                            + " or it is another (drifted; incompatible where the registry would refuse this one).")
    private boolean check;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Invocation invocation;

    SchemasCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (register && check) {
            throw new ParameterException(
                    spec.commandLine(), "--check changes nothing, and --register does: leave one away.");
        }
        Settings settings = options.load(
                invocation.environment(), registry == null ? Map.of() : Map.of(SettingKeys.REGISTRY_URL, registry));
        try {
            List<Contract> contracts = Contract.of(settings);
            warnOfOtherSerializer(settings);
            if (out != null) {
                write(contracts, out);
            }
            if (register || check) {
                ContractRegistry known = new ContractRegistry(settings);
                return register ? each(contracts, contract -> registered(known, contract)) : checked(known, contracts);
            }
            list(contracts);
            return ExitCode.OK;
        } catch (ConfigException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "A setting for the schema registry cannot be used here: %s (behind registry. in the settings)."
                            .formatted(String.valueOf(e.getMessage()).replaceFirst("\\.$", "")));
        }
    }

    private void warnOfOtherSerializer(Settings settings) {
        String serializer = settings.valueSerializer().getName();
        if (!KNOWN.contains(serializer)) {
            invocation
                    .err()
                    .println("What " + serializer + " (value.serializer) registers is not known here; this is what"
                            + " srl's own and Confluent's do.");
        }
    }

    private void list(List<Contract> contracts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("SUBJECT", "TOPIC", "WRITTEN BY", "RECORD", out == null ? "SHA-256 (16 DIGITS)" : "FILE"));
        for (Contract contract : contracts) {
            rows.add(List.of(
                    contract.subject(),
                    contract.topic(),
                    contract.writer().name().toLowerCase(Locale.ROOT),
                    contract.record(),
                    out == null ? sha256(contract.text()) : String.valueOf(file(out, contract))));
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                line.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", row.get(column)));
            }
            invocation.out().line(TerminalText.of(line).stripTrailing());
        }
    }

    private static Path file(Path folder, Contract contract) {
        return folder.resolve(contract.subject() + ".avsc");
    }

    /** Without a line break at the end: the file is the text that is registered, to the byte. */
    private static void write(List<Contract> contracts, Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(ExitCode.USAGE, "--out " + folder + " is in the way of a folder; name another.");
        }
        for (Contract contract : contracts) {
            Files.writeString(file(folder, contract), contract.text());
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private int checked(ContractRegistry known, List<Contract> contracts) {
        return each(contracts, contract -> {
            Standing standing = known.standing(contract);
            String state = standing.state().name().toLowerCase(Locale.ROOT);
            return new Line(standing.state() == Standing.State.SAME, state, standing.detail());
        });
    }

    private static Line registered(ContractRegistry known, Contract contract) {
        Optional<Integer> before = known.id(contract);
        return before.isPresent()
                ? new Line(true, "unchanged", "it was registered before, with id " + before.get())
                : new Line(true, "registered", "with id " + known.register(contract));
    }

    /** What one subject is refused says nothing about the next; a registry that is away does. */
    private int each(List<Contract> contracts, Function<Contract, Line> answer) {
        int exitCode = ExitCode.OK;
        for (Contract contract : contracts) {
            Line line;
            try {
                line = answer.apply(contract);
            } catch (RegistryUnavailableException e) {
                throw new CommandFailure(ExitCode.FAILURE, RegistryRefusal.of(e) + ".");
            } catch (RegistryException e) {
                line = new Line(false, "refused", RegistryRefusal.of(e));
            }
            invocation
                    .out()
                    .line(TerminalText.of(contract.subject() + ": " + line.state() + ": " + line.detail() + "."));
            exitCode = line.well() ? exitCode : ExitCode.FAILURE;
        }
        return exitCode;
    }

    private record Line(boolean well, String state, String detail) {}
}
