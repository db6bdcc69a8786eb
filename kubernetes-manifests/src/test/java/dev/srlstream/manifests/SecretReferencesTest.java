package dev.srlstream.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import dev.srlstream.manifests.rule.DeployedSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretReferencesTest {
    @Test
    void passwordsComeFromTheSecretsOfStrimzi() throws Exception {
        Settings settings = DeployedSettings.of(Renderings.of("prod-cpu"));

        Map<String, Object> kafka = settings.kafkaProperties();
        assertThat(kafka)
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.password", DeployedSettings.PASSWORD)
                .containsEntry("ssl.keystore.password", DeployedSettings.PASSWORD);
        assertThat(String.valueOf(kafka.get("ssl.truststore.location"))).endsWith("/ca.p12");
        assertThat(String.valueOf(kafka.get("ssl.keystore.location"))).endsWith("/user.p12");
    }
}
