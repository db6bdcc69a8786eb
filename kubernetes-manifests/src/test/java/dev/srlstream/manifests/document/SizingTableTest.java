package dev.srlstream.manifests.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Rendering;
import dev.srlstream.manifests.Renderings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTableTest {
    private static final Pattern HEAP = Pattern.compile("MaxRAMPercentage=(\\d+)");

    @ParameterizedTest
    @CsvSource({"1, dev-cpu", "2, prod-cpu", "3, prod-gpu"})
    void theTableHasTheValuesOfTheManifests(int column, String overlay) throws Exception {
        Rendering rendering = Renderings.of(overlay);
        JsonNode resources = rendering.service().pod().at("/containers/0/resources");

        assertThat(cell("processor cores (request)", column))
                .isEqualTo(resources.at("/requests/cpu").asText());
        assertThat(cell("memory (request and limit)", column)).isEqualTo(spelled(resources.at("/limits/memory")));
        assertThat(cell("of it heap", column)).isEqualTo(heap(rendering) + " %");
        assertThat(cell("disk of the pod (limit)", column))
                .isEqualTo(spelled(resources.at("/limits/ephemeral-storage")));
        assertThat(cell("of it cache", column)).isEqualTo(spelled(cache(rendering)));
        assertThat(cell("GPU", column))
                .isEqualTo(resources.at("/limits/nvidia.com~1gpu").asText());
    }

    private static String spelled(JsonNode quantity) {
        return quantity.asText().replace("Gi", " GiB");
    }

    private static String heap(Rendering rendering) {
        Matcher heap = HEAP.matcher(rendering.service().pod().toString());
        return heap.find() ? heap.group(1) : "none";
    }

    private static JsonNode cache(Rendering rendering) {
        return rendering
                .service()
                .pod()
                .path("volumes")
                .valueStream()
                .filter(volume -> volume.path("name").asText().equals("cache"))
                .findFirst()
                .orElseThrow()
                .at("/emptyDir/sizeLimit");
    }

    private static String cell(String row, int column) throws IOException {
        List<String> cells = Files.readAllLines(DocumentedCommands.ROOT.resolve("docs/kubernetes.md")).stream()
                .filter(line -> line.startsWith("| " + row + " |"))
                .map(line -> Arrays.asList(line.split("\\|", -1)))
                .findFirst()
                .orElseThrow();
        return cells.get(column + 1).strip();
    }
}
