package dev.srlstream.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.stream.OneRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the start finds out that the registry can be used, with Confluent's own classes and with ours. */
class RegistryProbeIT {
    private static final String CONFLUENT = "io.confluent.kafka.serializers.KafkaAvroDeserializer";
    private static final String OURS = "dev.srlstream.serde.AvroDeserializer";

    private final Map<String, String> settings = new HashMap<>();
    private final OneRegistry registry = new OneRegistry();

    RegistryProbeIT() throws IOException {}

    @BeforeEach
    void address() {
        settings.put("schema.registry.url", registry.url());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isContentWhetherOrNotTheRegistryHasTheSchemaThatItAsksFor(boolean there) {
        if (there) {
            registry.put(SentenceEvent.getClassSchema().toString(), null);
        }

        assertThatCode(() -> probe(CONFLUENT)).doesNotThrowAnyException();
    }

    @Test
    void authenticatesAsTheConfiguredClassDoes() throws Exception {
        settings.put("registry.basic.auth.credentials.source", "SASL_INHERIT");
        settings.put("kafka.sasl.mechanism", "PLAIN");
        settings.put(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"p\";");

        probe(CONFLUENT);

        assertThat(registry.authorization()).isEqualTo("Basic dTpw");
    }

    @ParameterizedTest
    @CsvSource({
        "401, refuses access",
        "403, refuses access",
        "500, does not do what it is asked for",
        "0, cannot be used"
    })
    void namesTheRegistryThatDoesNotHelpConfluentsClasses(int status, String words) {
        settings.put("registry.max.retries", "0");
        if (status == 0) {
            registry.close();
        }
        registry.refuse(status);

        assertThat(refusal(CONFLUENT)).contains(words, registry.url());
    }

    @ParameterizedTest
    @ValueSource(strings = {CONFLUENT, OURS})
    void showsNoPasswordOfTheAddress(String deserializer) {
        registry.refuse(401);
        settings.put("schema.registry.url", registry.url().replace("://", "://user:s3cr3t@"));

        assertThat(refusal(deserializer)).contains(registry.url()).doesNotContain("s3cr3t");
    }

    private String refusal(String deserializer) {
        return String.valueOf(catchThrowableOfType(StartupException.class, () -> probe(deserializer))
                .getMessage());
    }

    private void probe(String deserializer) throws StartupException, ConfigurationException {
        settings.put("value.deserializer", deserializer);
        new RegistryProbe(Settings.load(null, Map.of(), settings)).require();
    }
}
