package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangelogTopicTest {
    @Test
    void refusesEveryPropertyOfTheOperatorsThatItWouldOverrule() {
        assertThat(ChangelogTopic.settings()).allSatisfy((name, value) -> {
            Map<String, String> given = Map.of("kafka.topic." + name, value);
            assertThatThrownBy(() -> Settings.load(null, Map.of(), given))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("kafka.topic." + name + " cannot be set: topic." + name + " is fixed");
        });
    }

    @Test
    void isCreatedWithWhatElseTheOperatorAsksFor() {
        Settings settings = Fixtures.settings(Map.of("kafka.topic.min.insync.replicas", "2"));

        assertThat(ChangelogTopic.creation(settings))
                .hasSize(ChangelogTopic.settings().size() + 1)
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("cleanup.policy", "compact");
    }
}
