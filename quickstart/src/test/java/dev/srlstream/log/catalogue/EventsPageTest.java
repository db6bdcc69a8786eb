package dev.srlstream.log.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "events.md");

    private static final String REGENERATE =
            "mvn test -pl quickstart -am -Dtest=EventsPageTest -Dregenerate -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theEventsPageIsUpToDate() throws IOException {
        String expected = EventsPage.of(Catalogue.kinds());
        if (System.getProperty("regenerate") != null) {
            Files.writeString(PAGE, expected);
        }

        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

        assertThat(page).as("docs/events.md is stale; %s", REGENERATE).isEqualTo(expected);
    }
}
