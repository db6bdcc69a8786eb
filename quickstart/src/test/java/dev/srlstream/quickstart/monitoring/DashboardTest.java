package dev.srlstream.quickstart.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final int COLUMNS = 24;

    @Test
    void hasARowForEachQuestion() throws IOException {
        assertThat(Dashboard.read().panels())
                .filteredOn(panel -> panel.path("type").asText().equals("row"))
                .extracting(row -> row.path("title").asText())
                .containsExactly(
                        "Is it alive?",
                        "Is it keeping up?",
                        "What does it reject?",
                        "How busy is the device?",
                        "Which model?");
    }

    @Test
    void anyDataSourceAndApplicationCanBeChosen() throws IOException {
        Dashboard dashboard = Dashboard.read();

        assertThat(dashboard.content().path("templating").path("list"))
                .extracting(variable -> variable.path("name").asText())
                .containsExactly("datasource", "application");
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.has("targets"))
                .hasSizeGreaterThan(20)
                .allSatisfy(panel -> {
                    assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
                    assertThat(panel.path("description").asText()).isNotEmpty();
                    assertThat(panel.path("fieldConfig")
                                    .path("defaults")
                                    .path("unit")
                                    .asText())
                            .isNotEmpty();
                });
        assertThat(dashboard.expressions("mine")).allSatisfy(expression -> assertThat(expression.selectors())
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(selector).contains("application=\"mine\"")));
    }

    @Test
    void noPanelLiesOnAnother() throws IOException {
        Set<Integer> ids = new HashSet<>();
        List<String> taken = new ArrayList<>();
        for (JsonNode panel : Dashboard.read().panels()) {
            assertThat(ids.add(panel.path("id").asInt()))
                    .as("%s", panel.path("title"))
                    .isTrue();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    taken.add((place.path("x").asInt() + x) + ","
                            + (place.path("y").asInt() + y));
                }
            }
        }
        assertThat(taken).isNotEmpty().doesNotHaveDuplicates();
    }
}
