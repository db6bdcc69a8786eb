package dev.srlstream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.audit.PytorchMessage;
import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.event.FindingKind;
import dev.srlstream.reconcile.Finding.Action;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.Python;
import dev.srlstream.weights.TestTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What real PyTorch said, as {@code pytorch/load_state_dict.py} asked it; with PyTorch at hand it is asked again. */
class LoadStateDictTest {
    private static final Path ASKED = Path.of("src/test/resources/pytorch/load_state_dict.py");
    private static final Path SAID = Path.of("src/test/resources/pytorch/load_state_dict.json");
    private static final SrlBertLayout LAYOUT = new SrlBertLayout(new BertConfig(2, 4, 2, 8, 6, 5, 2, 1e-12), 3);

    private final Path directory;

    LoadStateDictTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> strict() throws IOException {
        return cases().flatMap(file -> Stream.of(
                argumentSet(name(file) + ", transformers 3.1.0", file, true),
                argumentSet(name(file) + ", transformers 4.31.0", file, false)));
    }

    /** Prefixes and older names mean something to policy lenient, and nothing to PyTorch; an empty dict is refused as it is read. */
    static Stream<Arguments> lenient() throws IOException {
        return cases().filter(
                        file -> !name(file).matches("empty|prefix .*|gamma and beta|key of a module.*|an ordinary.*"))
                .map(file -> argumentSet(name(file), file));
    }

    @ParameterizedTest
    @MethodSource("strict")
    void saysWhatPytorchSaysByteForByte(JsonNode file, boolean withPositionIds) {
        // Given
        var terms = new Terms(Policy.STRICT, withPositionIds);
        List<String> otherKeys = strings(file.path("other_keys"));

        // When
        String message = PytorchMessage.of(LAYOUT, new StateDict(tensors(file)), otherKeys, terms);

        // Then
        assertThat(message)
                .isEqualTo(answer(file, withPositionIds)
                        .path("strict")
                        .asText()
                        .replace("received <class 'NoneType'>", "received an ordinary value"));
    }

    @ParameterizedTest
    @MethodSource("lenient")
    void policyLenientNamesTheKeysThatStrictFalseNames(JsonNode file) throws Exception {
        // Given
        var model = new TinyModel().edited("bert_config.json", "\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2");
        model.tensors.clear();
        model.tensors.putAll(testTensors(file));
        List<String> ordinary = strings(file.path("other_keys"));

        // When
        List<Finding> findings = findings(model);

        // Then: SrlBert serves without pooler and position_ids, so lenient does not miss the one and always corrects
        // the
        // other
        assertThat(keys(findings, List.of(FindingKind.MISSING, FindingKind.REINITIALISED)))
                .containsExactlyElementsOf(strings(answer(file, false).path("missing_keys")).stream()
                        .filter(key -> !key.contains("pooler"))
                        .toList());
        List<String> leftOut =
                keys(findings, List.of(FindingKind.IGNORED, FindingKind.UNEXPECTED, FindingKind.DROPPED));
        findings.stream()
                .filter(finding -> finding.action() == Action.REGENERATED && finding.found() != null)
                .forEach(finding -> leftOut.add(finding.key()));
        assertThat(leftOut)
                .filteredOn(key -> !key.startsWith("bert_model.pooler."))
                .containsExactlyInAnyOrderElementsOf(strings(answer(file, false).path("unexpected_keys")).stream()
                        .filter(key -> !ordinary.contains(key))
                        .toList());
    }

    @Test
    void saysTheSameWhenPytorchIsAskedAgain() throws Exception {
        // Given
        Path again = directory.resolve("again.json");
        assumeTrue(asked(again), "no Python with torch here (python3-torch): what it said before was compared alone");
        Map<String, JsonNode> before = byName(SAID);

        // When
        Map<String, JsonNode> now = byName(again);

        // Then: PyTorch 2 is not asked everything
        assertThat(now).hasSizeGreaterThan(20);
        now.forEach((name, file) -> assertThat(file).as(name).isEqualTo(before.get(name)));
    }

    private static boolean asked(Path answers) throws InterruptedException {
        return Python.runs(ASKED, ProcessBuilder.Redirect.to(answers.toFile()));
    }

    private List<Finding> findings(TinyModel model) throws Exception {
        Path written = model.write(Files.createTempDirectory(directory, "model"));
        try (Checkpoint checkpoint = Checkpoint.open(CheckpointPaths.of(written), directory)) {
            return Reconciler.reconcile(checkpoint, Terms.of(Policy.LENIENT)).findings();
        }
    }

    private static List<String> keys(List<Finding> findings, List<FindingKind> kinds) {
        return new ArrayList<>(findings.stream()
                .filter(finding -> kinds.contains(finding.kind()))
                .map(Finding::key)
                .toList());
    }

    private static Map<String, Tensor> tensors(JsonNode file) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        shapes(file).forEach((key, shape) -> tensors.put(key, new ShapeAlone(shape)));
        return tensors;
    }

    private static Map<String, TestTensor> testTensors(JsonNode file) {
        Map<String, TestTensor> tensors = new LinkedHashMap<>();
        shapes(file).forEach((key, shape) -> tensors.put(key, TestTensor.counting("s" + tensors.size(), 0, shape)));
        return tensors;
    }

    private static Map<String, long[]> shapes(JsonNode file) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        file.path("tensors")
                .properties()
                .forEach(tensor -> shapes.put(
                        tensor.getKey(),
                        tensor.getValue()
                                .valueStream()
                                .mapToLong(JsonNode::asLong)
                                .toArray()));
        return shapes;
    }

    private static JsonNode answer(JsonNode file, boolean withPositionIds) {
        return file.path(withPositionIds ? "with_position_ids" : "without_position_ids");
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static Map<String, JsonNode> byName(Path json) throws IOException {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        new ObjectMapper()
                .readTree(json.toFile())
                .path("cases")
                .valueStream()
                .forEach(file -> files.put(name(file), file));
        return files;
    }

    private static Stream<JsonNode> cases() throws IOException {
        return byName(SAID).values().stream();
    }

    private static String name(JsonNode file) {
        return file.path("file").asText();
    }
}
