package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.Srl;
import dev.srlstream.config.Settings;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import dev.srlstream.event.EngineFailure;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.registry.SchemaRegistryClient;
import dev.srlstream.serde.AvroSerializer;
import dev.srlstream.warmup.WarmUpListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code srl schemas} and the start of the service against a real registry, which demands backward compatibility. */
class SchemasIT {
    private static final List<String> SUBJECTS = List.of("sentences-value", "frames-value", "diagnostics-value");

    @TempDir
    private static Path folder = Path.of("");

    private static EmbeddedBroker broker;
    private static ApicurioRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start();
        registry = ApicurioRegistry.start(QuickstartFiles.locate().registry());
        broker.createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1, "contested", 1));
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void registersByHandWhatTheServiceRefusesToStartWithout() throws Exception {
        // Given
        Path files = folder.resolve("new/schemas");
        StartupException refusal = refusal(Map.of("auto.register.schemas", "false"));
        Run missing = run("--check");

        // When
        Run registered = run("--register", "--out", files.toString());
        Run again = run("--register");
        Run same = run("--check");

        // Then
        assertThat(refusal.exitCode()).isEqualTo(1);
        assertThat(refusal)
                .hasMessageContainingAll(
                        registry.url(),
                        "subject 'frames-value'",
                        "auto.register.schemas=false",
                        "srl schemas --register");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.out().lines()).hasSize(3).allMatch(line -> line.contains(": missing: "));
        assertThat(registered.exitCode()).as(registered.out()).isZero();
        assertThat(registered.out().lines()).hasSize(3).allMatch(line -> line.contains(": registered: with id "));
        assertThat(again.exitCode()).isZero();
        assertThat(again.out().lines()).hasSize(3).allMatch(line -> line.contains(": unchanged: "));
        assertThat(same.exitCode()).as(same.out()).isZero();
        assertThat(same.out().lines()).hasSize(3).allMatch(line -> line.contains(": same: version 1, the latest, "));
        SchemaRegistryClient client = new SchemaRegistryClient(Map.of("schema.registry.url", registry.url()));
        for (String subject : SUBJECTS) {
            Path file = files.resolve(subject + ".avsc");
            assertThat(Files.readString(file))
                    .isEqualTo(client.latest(subject).schema().toString());
        }
        Map<String, Object> byHand = Map.of("schema.registry.url", registry.url(), "auto.register.schemas", "false");
        try (AvroSerializer<ModelDiagnostic> serializer = AvroSerializer.forValues(byHand)) {
            assertThat(serializer.serialize("diagnostics", diagnostic())).isNotEmpty();
        }
    }

    @Test
    void namesWhatSomebodyElseHasRegisteredInItsPlace() throws Exception {
        // Given
        SchemaRegistryClient client = new SchemaRegistryClient(Map.of("schema.registry.url", registry.url()));
        Schema ours = ModelDiagnostic.getClassSchema();
        client.register("contested-value", other(ours, "{\"name\":\"occurredAt\",\"type\":\"string\"}"), false);
        String reason = "it cannot read records of version 1 (field id is missing and has no default;"
                + " field application is missing and has no default; field instance is missing and has no default; and more)";

        // When
        Run check = run("--check", "--set", "topic.diagnostics=contested");
        Run register = run("--register", "--set", "topic.diagnostics=contested");
        StartupException refusal = refusal(Map.of("topic.diagnostics", "contested"));

        // Then
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out())
                .contains("contested-value: incompatible: version 1, the latest, is another schema: " + reason);
        assertThat(register.exitCode()).isEqualTo(1);
        assertThat(register.out())
                .contains("contested-value: refused: The schema registry at " + registry.url())
                .contains(reason)
                .contains("frames-value: ");
        assertThat(refusal).hasMessageContainingAll("'contested-value'", reason, "srl schemas --check");
    }

    @Test
    void seesThatTheLatestVersionIsAnother() throws Exception {
        // Given a subject whose first version is ours and whose second one is somebody else's
        SchemaRegistryClient client = new SchemaRegistryClient(Map.of("schema.registry.url", registry.url()));
        Schema ours = ModelDiagnostic.getClassSchema();
        client.register("drifted-value", ours, false);
        Schema newer = new Schema.Parser()
                .parse(ours.toString()
                        .replaceFirst(
                                "\"fields\":\\[", "\"fields\":[{\"name\":\"x\",\"type\":\"int\",\"default\":0},"));
        client.register("drifted-value", newer, false);

        // When
        Run check = run("--check", "--set", "topic.diagnostics=drifted");

        // Then
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out().lines().filter(line -> line.startsWith("drifted-value: ")))
                .singleElement()
                .asString()
                .contains("drifted: an older version with id ", "version 2, the latest, is another schema");
    }

    @Test
    void listsSubjectsOfTopicsAndStrategyWithoutARegistry() {
        // When
        Run list = run("--set", "topic.frames=f2", "--set", "registry.avro.remove.java.properties=true");
        Run byRecord = run(
                "--set",
                "registry.value.subject.name.strategy=io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
        Run own = run("--set", "registry.value.subject.name.strategy=com.example.Own");
        Run both = run("--register", "--check");

        // Then
        assertThat(list.exitCode()).isZero();
        assertThat(list.out())
                .contains("f2-value")
                .contains("dev.srlstream.event.SentenceFrames")
                .hasLineCount(4);
        assertThat(byRecord.out()).contains("frames-dev.srlstream.event.SentenceFrames");
        assertThat(own.exitCode()).isEqualTo(2);
        assertThat(own.err()).contains("com.example.Own").hasLineCount(1);
        assertThat(both.exitCode()).isEqualTo(2);
    }

    /** Of the same name, with other fields. */
    private static Schema other(Schema ours, String fields) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"%s\",\"namespace\":\"%s\",\"fields\":[%s]}"
                        .formatted(ours.getName(), ours.getNamespace(), fields));
    }

    private static ModelDiagnostic diagnostic() {
        return ModelDiagnostic.newBuilder()
                .setId("1")
                .setApplication("a")
                .setInstance("i")
                .setOccurredAt(Instant.EPOCH)
                .setBody(new EngineFailure("00", "none"))
                .build();
    }

    private static StartupException refusal(Map<String, String> special) throws Exception {
        Map<String, String> all = ServiceSettings.of(broker, registry, folder);
        all.putAll(special);
        try (SrlService service = new SrlService(Settings.load(null, Map.of(), all), WarmUpListener.SILENT)) {
            return catchThrowableOfType(StartupException.class, service::start);
        }
    }

    private static Run run(String... flags) {
        List<String> args = new ArrayList<>(List.of("schemas", "--registry", registry.url()));
        args.addAll(List.of(flags));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int exitCode = Srl.run(
                new Invocation(
                        new ByteArrayInputStream(new byte[0]),
                        new Output(out),
                        new PrintWriter(err, true),
                        Style.PLAIN,
                        false,
                        Map.of()),
                args.toArray(String[]::new));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    private record Run(int exitCode, String out, String err) {}
}
