package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.sasl.jaas.config",
                "kafka.ssl.key.password",
                "kafka.producer.ssl.truststore.password",
                "kafka.ssl.keystore.key",
                "kafka.sasl.oauthbearer.client.credentials.client.secret",
                "kafka.sasl.oauthbearer.assertion.private.key.passphrase",
                "registry.basic.auth.user.info",
                "registry.bearer.auth.token",
                "registry.request.header.X-Tenant-Key",
                "registry.schema.registry.ssl.keystore.password"
            })
    void hidesWhatIsSecretByItsName(String key) {
        assertThat(Secrets.mask(key, "s3cr3t")).isEqualTo("[hidden]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.security.protocol",
                "kafka.ssl.truststore.location",
                "registry.basic.auth.credentials.source",
                "engine.batch.tokens",
                "model.path"
            })
    void showsWhatIsNoSecret(String key) {
        assertThat(Secrets.mask(key, "/models/2@3.tar.gz")).isEqualTo("/models/2@3.tar.gz");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://a:s3cr3t@one:1,http://two:2            | http://[hidden]@one:1,http://two:2
            http://a:s3cr3t@one:1,https://b:s3cr3t@two:2  | http://[hidden]@one:1,https://[hidden]@two:2
            http://a:s3@cr/3t@one                         | http://[hidden]@one
            http://a:s3cr3t#@one                          | http://[hidden]@one
            [http://a:s3, cr3t@one]                       | [http://[hidden]@one]
            a:s3cr3t@one                                  | [hidden]@one
            [http://two:2, a:s3cr3t@one]                  | [http://[hidden]@one]
            one:9092,two:9092                             | one:9092,two:9092
            """)
    void hidesUserAndPasswordOfAddressesHoweverTheyAreWritten(String value, String shown) {
        assertThat(Secrets.mask("schema.registry.url", value)).isEqualTo(shown);
    }
}
