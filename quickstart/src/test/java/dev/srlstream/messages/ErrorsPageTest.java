package dev.srlstream.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    private static final String REGENERATE =
            "mvn test -pl quickstart -am -Dtest=ErrorsPageTest -Dregenerate -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theErrorsPageIsUpToDate() throws IOException {
        String expected = ErrorsPage.of(MessageScanner.scan());
        if (System.getProperty("regenerate") != null) {
            Files.writeString(PAGE, expected);
        }

        String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";

        assertThat(page).as("docs/errors.md is stale; %s", REGENERATE).isEqualTo(expected);
    }

    @Test
    void findsMessagesOfEveryForm() throws IOException {
        List<Message> messages = MessageScanner.scan();

        assertThat(messages)
                .contains(
                        new Message(
                                "TopicException",
                                "TopicException",
                                "There is no topic … on the brokers; create it, or name another with --topic."),
                        new Message("StartupException", "StartupChecks", "The start was interrupted."))
                .extracting(Message::words)
                .anySatisfy(words -> assertThat(words).startsWith("No Kafka broker could be used at …"))
                .anySatisfy(words -> assertThat(words).startsWith("The schema registry at … refuses access"))
                .anySatisfy(words -> assertThat(words).startsWith("pending.max=… starves engine.batch.tokens=…"));
        assertThat(ErrorsPage.of(messages)).doesNotContain("## Others");
    }
}
