package dev.srlstream.registry;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** TLS for the registry's connection from Kafka's own settings, so that PEM, PKCS12 and JKS stores work as they do for brokers. */
final class RegistryTls {
    private static final String IDENTIFICATION = SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG;

    private RegistryTls() {}

    /** Null where nothing is configured: then the Java runtime's trust store counts. */
    static @Nullable SSLContext context(SchemaRegistryConfig config) {
        Map<String, Object> settings = new HashMap<>();
        config.originalsWithPrefix(SchemaRegistryConfig.TLS_PREFIX)
                .forEach((name, value) -> settings.put("ssl." + name, value));
        if (settings.isEmpty()) {
            return null;
        }
        Object identification = settings.getOrDefault(IDENTIFICATION, "https");
        if (!"https".equals(identification)) {
            throw new ConfigException(
                    "schema.registry." + IDENTIFICATION
                            + " must be https: the registry's host name is always verified; put that name into its certificate");
        }
        ConfigDef definition = new ConfigDef();
        SslConfigs.addClientSslSupport(definition);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(definition.parse(settings));
            return factory.sslContext();
        } catch (KafkaException e) {
            throw new ConfigException("The settings " + SchemaRegistryConfig.TLS_PREFIX
                    + "* do not make a TLS connection: " + e.getMessage());
        }
    }
}
