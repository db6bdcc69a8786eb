package dev.srlstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    private static final String REGENERATE =
            "mvn test -pl topology -am -Dtest=MetricsPageTest -Dregenerate -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theMetricsPageIsUpToDate() throws IOException {
        String expected = MetricsPage.of();
        if (System.getProperty("regenerate") != null) {
            Files.writeString(PAGE, expected);
        }

        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

        assertThat(page).as("docs/metrics.md is stale; %s", REGENERATE).isEqualTo(expected);
    }
}
