package dev.srlstream.quickstart.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.cli.Srl;
import dev.srlstream.quickstart.JavaCommand;
import dev.srlstream.quickstart.QuickstartFiles;
import dev.srlstream.quickstart.Sentences;
import dev.srlstream.warmup.CpuLayers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is built with libtorch for ARM labels as on x86-64: the real libraries of both, of which qemu translates one. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatedArmIT {
    private static final int SENTENCES = 8;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final QuickstartFiles files = QuickstartFiles.locate();

    private ArmMachine arm = new ArmMachine(Path.of(""));

    /** Shared, since libtorch is unpacked into it. */
    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    void unpack() throws Exception {
        arm = ArmMachine.required(target().resolve("arm"));
    }

    @Test
    void auditsAsX86Does() throws Exception {
        // When
        ArmCommand.Result audit = onArm(Map.of(), "audit", "--json");

        // Then
        assertThat(audit.exitCode()).as(audit.err()).isZero();
        assertThat(JSON.readTree(audit.out()).path("outcome").asText()).isEqualTo("REPAIRED");
        assertThat(audit.out()).isEqualTo(here("audit", "--json").out());
    }

    @ParameterizedTest
    @EnumSource
    void labelsAsX86Does(CpuLayers layers) throws Exception {
        // Given
        Path sentences = folder.resolve("sentences.jsonl");
        try (InputStream in =
                Objects.requireNonNull(Sentences.class.getResourceAsStream("sentences.jsonl"), "sentences.jsonl")) {
            // Some, as the emulator takes seconds for each.
            Files.write(
                    sentences,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .limit(SENTENCES)
                            .toList());
        }
        Path cache = folder.resolve(layers.name());
        Map<String, String> settings = Map.of(
                "SRL_MODEL_CACHE_DIR",
                cache.toString(),
                "SRL_MODEL_CPU_LAYERS",
                layers.name().toLowerCase(Locale.ROOT),
                // A pass that is slow, as all are here, must not be taken for one that hangs.
                "SRL_ENGINE_TIMEOUT_MS",
                String.valueOf(ArmCommand.PATIENCE.toMillis()));

        // When
        ArmCommand.Result labelled = onArm(settings, "label", "--in", sentences.toString());

        // Then
        assertThat(labelled.exitCode()).as(labelled.err()).isZero();
        List<JsonNode> expected =
                withoutConfidence(here("label", "--in", sentences.toString()).out());
        assertThat(expected).hasSize(SENTENCES);
        assertThat(withoutConfidence(labelled.out())).isEqualTo(expected);
        assertThat(cached(cache)).containsExactlyElementsOf(archives(layers));
    }

    /** Only a processor that is not taken for x86-64 is measured. */
    private static List<String> archives(CpuLayers layers) {
        return switch (layers) {
            case AUTO -> List.of("checkpoint", "cpu", "layers", "portable");
            case PACKED -> List.of("checkpoint", "cpu");
            case PORTABLE -> List.of("checkpoint", "portable");
        };
    }

    private static List<String> cached(Path cache) throws IOException {
        try (Stream<Path> cached = Files.walk(cache)) {
            return cached.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .map(name -> name.substring(0, name.indexOf('-')))
                    .sorted()
                    .toList();
        }
    }

    /** Probabilities are rounded to three digits, of which the last may differ. */
    private static List<JsonNode> withoutConfidence(String lines) throws IOException {
        List<JsonNode> parsed = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            JsonNode sentence = JSON.readTree(line);
            sentence.findParents("confidence").forEach(argument -> ((ObjectNode) argument).remove("confidence"));
            parsed.add(sentence);
        }
        return parsed;
    }

    private ArmCommand.Result onArm(Map<String, String> settings, String... words) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("DJL_CACHE_DIR", folder.resolve("djl").toString());
        String classPath = target().resolve("quickstart.jar") + ":" + libtorch();
        List<String> command = new ArrayList<>(List.of(Srl.class.getName()));
        command.addAll(command(words));
        return arm.java(environment, folder, classPath, command.toArray(String[]::new));
    }

    private ArmCommand.Result here(String... words) throws Exception {
        return ArmCommand.run(
                JavaCommand.of(
                        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        Srl.class.getName(),
                        command(words)),
                Map.of("SRL_MODEL_CACHE_DIR", folder.resolve("here").toString()),
                folder);
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--model", files.checkpoint().toString()));
        return command;
    }

    /** The jar that -Plong has put there. */
    private Path libtorch() throws IOException {
        try (Stream<Path> jars = Files.list(target().resolve("arm"))) {
            return jars.filter(jar -> jar.toString().endsWith("-linux-aarch64.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path target() {
        return files.module().resolve("target");
    }
}
