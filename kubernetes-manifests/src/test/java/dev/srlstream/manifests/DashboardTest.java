package dev.srlstream.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final String NAME = "srl-stream-dashboard";

    @Test
    void theConfigMapHoldsTheDashboardOfTheDocuments() throws Exception {
        Manifest map = Renderings.of("prod-cpu").the("ConfigMap", NAME);

        JsonNode there =
                new ObjectMapper().readTree(map.at("/data/" + NAME + ".json").asText());
        JsonNode documented = new ObjectMapper()
                .readTree(Path.of("..", "docs", "monitoring", NAME + ".json").toFile());
        assertThat(there).isEqualTo(documented);
        assertThat(map.labels().path("grafana_dashboard").asText()).isEqualTo("1");
    }
}
