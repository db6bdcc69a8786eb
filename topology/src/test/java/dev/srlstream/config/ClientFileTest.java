package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFileTest {
    /** What a cloud's page shows for Java's clients. */
    private static final String CLOUD = """
            # Required connection configs for Kafka producer, consumer, and admin
            bootstrap.servers=pkc-1.cloud.example:9092
            security.protocol=SASL_SSL
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username='K' password='${S';
            sasl.mechanism=PLAIN
            client.dns.lookup=use_all_dns_ips
            session.timeout.ms=45000
            acks=all
            client.id=ccloud-java-client-1
            group.id=mine
            isolation.level=read_uncommitted
            key.serializer=org.apache.kafka.common.serialization.StringSerializer
            value.serializer=io.confluent.kafka.serializers.KafkaAvroSerializer
            schema.registry.url=https://psrc-1.cloud.example
            basic.auth.credentials.source=USER_INFO
            basic.auth.user.info=RK:RS
            value.subject.name.strategy=io.confluent.kafka.serializers.subject.TopicNameStrategy
            my.interceptor.endpoint=here
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void takesWhatACloudsPageShows() throws Exception {
        // When
        Settings settings = Settings.loadForClient(null, file(CLOUD), Map.of(), Map.of());
        // Then
        assertThat(settings.kafkaClientConfig())
                .containsOnlyKeys(
                        "bootstrap.servers",
                        "security.protocol",
                        "sasl.jaas.config",
                        "sasl.mechanism",
                        "client.dns.lookup",
                        "session.timeout.ms",
                        "client.id",
                        "my.interceptor.endpoint")
                .containsEntry("bootstrap.servers", "pkc-1.cloud.example:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username='K' password='${S';");
        assertThat(settings.schemaRegistryUrl()).isEqualTo("https://psrc-1.cloud.example");
        assertThat(settings.serdeConfig())
                .containsEntry("basic.auth.user.info", "RK:RS")
                .containsEntry("basic.auth.credentials.source", "USER_INFO")
                .containsKey("value.subject.name.strategy");
        assertThat(settings.source("kafka.security.protocol")).isEqualTo(SettingSource.COMMAND_CONFIG);
        assertThat(settings.effective().toString()).doesNotContain("RS", "password='");
        Settings.load(null, file(CLOUD), Map.of(), Map.of()); // For the service as well.
    }

    @Test
    void winsOverFileAndEnvironmentAndYieldsToFlags() throws Exception {
        Path service =
                Files.writeString(folder.resolve("srl.properties"), "kafka.client.id=a\nbootstrap.servers=a:1\n");
        Map<String, String> environment = Map.of("SRL_BOOTSTRAP_SERVERS", "b:1", "SRL_KAFKA_CLIENT_ID", "b");

        Settings settings = Settings.loadForClient(
                service,
                file("client.id=c\nbootstrap.servers=c:1\ntopic.x=${env:PLACE}\n"),
                Map.of("SRL_BOOTSTRAP_SERVERS", "b:1", "SRL_KAFKA_CLIENT_ID", "b", "PLACE", "here"),
                Map.of("bootstrap.servers", "d:1"));

        assertThat(environment).hasSize(2);
        assertThat(settings.bootstrapServers()).isEqualTo("d:1");
        assertThat(settings.kafkaProperties()).containsEntry("client.id", "c").containsEntry("topic.x", "here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl.mechansim=PLAIN   | did you mean sasl.mechanism?",
                "security_protocol=SSL  | did you mean security.protocol?",
                "sasl.username=me       | librdkafka; write sasl.jaas.config",
                "sasl.mechanisms=PLAIN  | librdkafka; write sasl.mechanism.",
                "ssl.ca.location=ca.pem | ssl.truststore.type=PEM",
                "model.path=m           | has model.path, which is a setting of this program: give the file with --config.",
                "kafka.sasl.mechanism=P | has kafka.sasl.mechanism, which is a setting",
                "=x                     | write key=value",
                "client.rack=\\u12     | write two backslashes for one",
            })
    void saysWhatIsNoPropertyOfAClient(String line, String expected) throws Exception {
        List<String> problems = problems(file(line + "\n"));

        assertThat(problems).singleElement().asString().contains(folder.toString(), expected);
    }

    @Test
    void namesAFileThatDoesNotExist() {
        assertThat(problems(folder.resolve("none.properties")))
                .containsExactly(
                        "The client properties file " + folder.resolve("none.properties") + " does not exist.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a:1                             | -              | a:1             | -",
                "SASL_SSL://a:9092               | -              | a:9092          | SASL_SSL",
                "ssl://a:1/                      | -              | a:1             | SSL",
                "SASL_PLAINTEXT://a:1, b:2       | -              | a:1,b:2         | SASL_PLAINTEXT",
                "PLAINTEXT://[::1]:1             | PLAINTEXT      | [::1]:1         | PLAINTEXT",
                "SASL_SSL://a:1,SASL_SSL://b:2   | sasl_ssl       | a:1,b:2         | sasl_ssl",
            })
    void takesTheProtocolBeforeAddresses(String given, String protocol, String addresses, String expected)
            throws Exception {
        Map<String, String> flags = protocol == null
                ? Map.of("bootstrap.servers", given)
                : Map.of("bootstrap.servers", given, "kafka.security.protocol", protocol);

        Settings settings = Settings.load(null, Map.of(), flags);

        assertThat(settings.bootstrapServers()).isEqualTo(addresses);
        assertThat(settings.kafkaProperties().get("security.protocol")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SASL_SSL://a:1          | SASL_SSL:// in bootstrap.servers, set by the command line, contradicts kafka.security.protocol=SSL",
                "SSL://a:1,SASL_SSL://b:1 | has addresses of SASL_SSL and of SSL",
                "http://a:8081           | http://a:8081, the address of a web server: brokers have host:port",
                "https://u:s3cret@a      | https://[hidden]@a, the address of a web server",
                "kafka+ssl://a:1         | before host:port only PLAINTEXT://, SASL_PLAINTEXT://, SASL_SSL:// or SSL:// may stand",
                "broker1                 | broker1, which is without a port: write broker1:9092",
                "a:1,SSL://b             | SSL://b, which is without a port: write b:9092",
                "[::1]                   | write [::1]:9092",
                "SSL://u:s3cret@a:1      | must be host:port",
                "a:99999                 | must be host:port",
                "a:1/path                | must be host:port",
            })
    void refusesAddressesInOneSentence(String given, String expected) {
        ConfigurationException refusal = catchThrowableOfType(
                ConfigurationException.class,
                () -> Settings.load(
                        null, Map.of(), Map.of("bootstrap.servers", given, "kafka.security.protocol", "SSL")));

        assertThat(refusal.problems())
                .singleElement()
                .asString()
                .contains(expected)
                .doesNotContain("s3cret");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("client.properties"), content);
    }

    private static List<String> problems(Path file) {
        return catchThrowableOfType(
                        ConfigurationException.class, () -> Settings.loadForClient(null, file, Map.of(), Map.of()))
                .problems();
    }
}
