package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    private static final String REGENERATE =
            "mvn test -pl topology -am -Dtest=ConfigurationPageTest -Dregenerate -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theConfigurationPageIsUpToDate() throws IOException {
        String expected = ConfigurationPage.of(Settings.definition());
        if (System.getProperty("regenerate") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }

        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

        assertThat(page).as("docs/configuration.md is stale; %s", REGENERATE).isEqualTo(expected);
    }
}
