package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.decode.Decoding;
import dev.srlstream.english.PredicateTagger;
import dev.srlstream.http.HttpSettings;
import dev.srlstream.log.output.LogFormat;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.registry.SchemaRegistryConfig;
import dev.srlstream.sentence.SentenceSettings;
import dev.srlstream.serde.AvroDeserializer;
import dev.srlstream.serde.AvroSerializer;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.CpuLayers;
import dev.srlstream.warmup.WarmUpPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void hasTheseDefaults() throws ConfigurationException {
        Settings settings = Settings.load(null, Map.of(), Map.of());

        assertThat(settings.applicationId()).isEqualTo("srl-stream");
        assertThat(settings.closeTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.showsSentences()).isFalse();
        assertThat(settings.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.sentencesTopic()).isEqualTo("sentences");
        assertThat(settings.framesTopic()).isEqualTo("frames");
        assertThat(settings.rejectionsTopic()).isEqualTo("rejections");
        assertThat(settings.diagnosticsTopic()).isEqualTo("diagnostics");
        assertThat(settings.valueSerializer()).isEqualTo(AvroSerializer.class);
        assertThat(settings.valueDeserializer()).isEqualTo(AvroDeserializer.class);
        assertThat(settings.schemaWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.sentences()).isEqualTo(SentenceSettings.ofLength(10_000));
        assertThat(settings.engine(settings.sizing("cpu"), false).batchAge()).isEqualTo(Duration.ofMillis(2));
        assertThat(settings.engine(settings.sizing("cpu"), false).timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.engine(settings.sizing("cpu"), false).canaryInterval())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.engine(settings.sizing("cpu"), false).decoding()).isEqualTo(Decoding.ALLENNLP);
        assertThat(settings.device()).isEqualTo("auto");
        assertThat(settings.demandedSha256()).isEmpty();
        assertThat(settings.modelChange()).isEqualTo(ModelChange.HOLD);
        assertThat(settings.sizing("gpu").batchTokens()).isEqualTo(16_384);
        assertThat(settings.sizing("gpu").workers()).isEqualTo(2);
        assertThat(settings.sizing("gpu").pendingMax()).isEqualTo(2_048);
        assertThat(settings.pendingMaxBytes()).isEqualTo(Runtime.getRuntime().maxMemory() / 8);
        assertThat(settings.recordMaxBytes()).isEqualTo(1_000_000);
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.transactionTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.kafkaProperties()).isEmpty();
        assertThat(settings.kafkaClientConfig()).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
        assertThat(settings.outputCompression()).isEqualTo(Compression.GZIP);
        assertThat(settings.serdeConfig())
                .hasSize(8)
                .containsAllEntriesOf(SchemaRegistryConfig.TIME_LIMITS)
                .containsEntry("schema.registry.url", "http://localhost:8081")
                .containsEntry("auto.register.schemas", true)
                .containsEntry("specific.avro.reader", true);
    }

    @Test
    void mapsEverySetting() throws ConfigurationException {
        Map<String, String> all = new HashMap<>();
        all.put("application.id", "labels");
        all.put("close.timeout.ms", "1000");
        all.put("http.port", "8091");
        all.put("http.bind", "0.0.0.0");
        all.put("http.tls.keystore.path", "http.p12");
        all.put("http.tls.keystore.password", "opens");
        all.put("http.auth.user", "operator");
        all.put("http.auth.password", "secret");
        all.put("http.linger.ms", "30000");
        all.put("log.format", "json");
        all.put("log.summary.interval.ms", "61000");
        all.put("console.sentences", "true");
        all.put("bootstrap.servers", "one:1,[::1]:2");
        all.put("topic.sentences", "s");
        all.put("topic.frames", "f");
        all.put("topic.rejections", "r");
        all.put("topic.diagnostics", "d");
        all.put("schema.registry.url", "http://one:1,https://two/apis/ccompat/v7");
        all.put("value.serializer", ByteArraySerializer.class.getName());
        all.put("value.deserializer", ByteArrayDeserializer.class.getName());
        all.put("auto.register.schemas", "false");
        all.put("schema.wait.ms", "1500");
        all.put("model.path", "m.tar.gz");
        all.put("model.vocab", "v.txt");
        all.put("model.bert.config", "b.json");
        all.put("model.labels", "l.txt");
        all.put("model.policy", "strict");
        all.put("model.expect.position.ids", "false");
        all.put("model.device", "gpu:1");
        all.put("model.precision", "fp32");
        all.put("model.cpu.layers", "portable");
        all.put("model.threads", "2");
        all.put("model.cache.dir", "cache");
        all.put("model.sha256", "00FF".repeat(16));
        all.put("model.change", "mix");
        all.put("sentence.max.characters", "3");
        all.put("sentence.tagger", "opennlp");
        all.put("sentence.auxiliaries", "true");
        all.put("engine.batch.tokens", "4");
        all.put("engine.batch.age.ms", "5");
        all.put("engine.timeout.ms", "90000");
        all.put("decode", "log");
        all.put("canary.interval.ms", "70000");
        all.put("engine.workers", "9");
        all.put("stream.threads", "6");
        all.put("pending.max", "7");
        all.put("pending.max.bytes", "1000000");
        all.put("record.max.bytes", "70000");
        all.put("output.compression", "zstd");
        all.put("commit.interval.ms", "8");
        all.put("transaction.timeout.ms", "9000");

        Settings settings = Settings.load(null, Map.of(), all);

        assertThat(all).containsOnlyKeys(Settings.definition().names());
        assertThat(settings.applicationId()).isEqualTo("labels");
        assertThat(settings.closeTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.http())
                .isEqualTo(new HttpSettings(
                        8091, "0.0.0.0", Path.of("http.p12"), "opens", "operator", "secret", Duration.ofSeconds(30)));
        assertThat(settings.effective())
                .containsEntry("http.auth.password", "[hidden]")
                .containsEntry("http.tls.keystore.password", "[hidden]");
        assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(settings.summaryInterval()).isEqualTo(Duration.ofSeconds(61));
        assertThat(settings.showsSentences()).isTrue();
        assertThat(settings.bootstrapServers()).isEqualTo("one:1,[::1]:2");
        assertThat(settings.sentencesTopic()).isEqualTo("s");
        assertThat(settings.framesTopic()).isEqualTo("f");
        assertThat(settings.rejectionsTopic()).isEqualTo("r");
        assertThat(settings.diagnosticsTopic()).isEqualTo("d");
        assertThat(settings.schemaRegistryUrl()).isEqualTo("http://one:1,https://two/apis/ccompat/v7");
        assertThat(settings.valueSerializer()).isEqualTo(ByteArraySerializer.class);
        assertThat(settings.valueDeserializer()).isEqualTo(ByteArrayDeserializer.class);
        assertThat(settings.serdeConfig()).containsEntry("auto.register.schemas", false);
        assertThat(settings.schemaWait()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(settings.warmUpPlan())
                .isEqualTo(new WarmUpPlan(
                        new CheckpointPaths(Path.of("m.tar.gz"), Path.of("v.txt"), Path.of("b.json"), Path.of("l.txt")),
                        new Terms(Policy.STRICT, false),
                        "gpu:1",
                        Precision.FP32,
                        CpuLayers.PORTABLE,
                        Path.of("cache"),
                        2));
        assertThat(settings.demandedSha256()).contains("00ff".repeat(16));
        assertThat(settings.modelChange()).isEqualTo(ModelChange.MIX);
        assertThat(settings.sentences()).isEqualTo(new SentenceSettings(3, PredicateTagger.OPENNLP, true));
        assertThat(settings.sizing("cpu").batchTokens()).isEqualTo(4);
        assertThat(settings.engine(settings.sizing("cpu"), false).batchAge()).isEqualTo(Duration.ofMillis(5));
        assertThat(settings.engine(settings.sizing("cpu"), false).timeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.engine(settings.sizing("cpu"), false).decoding()).isEqualTo(Decoding.LOG);
        assertThat(settings.engine(settings.sizing("cpu"), false).canaryInterval())
                .isEqualTo(Duration.ofSeconds(70));
        assertThat(settings.sizing("cpu").workers()).isEqualTo(9);
        assertThat(settings.sizing("cpu").streamThreads()).isEqualTo(6);
        assertThat(settings.sizing("cpu").pendingMax()).isEqualTo(7);
        assertThat(settings.pendingMaxBytes()).isEqualTo(1_000_000);
        assertThat(settings.recordMaxBytes()).isEqualTo(70_000);
        assertThat(settings.outputCompression()).isEqualTo(Compression.ZSTD);
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(8));
        assertThat(settings.transactionTimeout()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void letsFlagsWinOverTheEnvironmentAndThatOverTheFile() throws Exception {
        Path file = file("topic.sentences=a\ntopic.frames=b\ntopic.rejections=c\n");

        Settings settings = Settings.load(
                file,
                Map.of("SRL_TOPIC_FRAMES", "B", "SRL_TOPIC_REJECTIONS", "C", "HOME", "/"),
                Map.of("topic.rejections", "CC"));

        assertThat(settings.sentencesTopic()).isEqualTo("a");
        assertThat(settings.framesTopic()).isEqualTo("B");
        assertThat(settings.rejectionsTopic()).isEqualTo("CC");
        assertThat(settings.source("topic.sentences")).isEqualTo(SettingSource.FILE);
        assertThat(settings.source("topic.frames")).isEqualTo(SettingSource.ENVIRONMENT);
        assertThat(settings.source("topic.rejections")).isEqualTo(SettingSource.FLAG);
        assertThat(settings.source("topic.diagnostics")).isEqualTo(SettingSource.DEFAULT);
    }

    @Test
    void takesABlankValueForNone() throws Exception {
        Path file = file("model.path=m\npending.max=300\n");

        Settings settings = Settings.load(file, Map.of("SRL_PENDING_MAX", " "), Map.of("model.device", ""));

        assertThat(settings.effective()).containsEntry("pending.max", "");
        assertThat(settings.warmUpPlan().device()).isEqualTo("auto");
    }

    @Test
    void tellsAllErrorsAtOnce() throws IOException {
        Path file = file("stream.threads=none\ntopic.frames=a b\n");

        List<String> problems = problems(
                file,
                Map.of("SRL_MODEL_DEVICE", "tpu", "SRL_MODLE_PATH", "m"),
                Map.of("pending.mx", "5", "engine.batch.tokens", "0", "value.serializer", "no.such.Class"));

        assertThat(problems).hasSize(7);
        assertThat(problems)
                .anySatisfy(problem ->
                        assertThat(problem).contains("none", "stream.threads", "Not a number", file.toString()))
                .anySatisfy(problem -> assertThat(problem).contains("a b", "topic.frames", "1 to 249 letters"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("tpu", "model.device", "auto, cpu, gpu or gpu:N", "SRL_MODEL_DEVICE"))
                .anySatisfy(problem -> assertThat(problem).contains("SRL_MODLE_PATH", "did you mean SRL_MODEL_PATH?"))
                .anySatisfy(problem ->
                        assertThat(problem).contains("pending.mx", "the command line", "did you mean pending.max?"))
                .anySatisfy(problem -> assertThat(problem).contains("engine.batch.tokens", "at least 1"))
                .anySatisfy(problem -> assertThat(problem).contains("value.serializer", "no.such.Class"));
    }

    @Test
    void tellsWhatDoesNotGoTogetherAlongWithAKeyThatDoesNotExist() {
        List<String> problems = problems(null, Map.of(), Map.of("pending.mx", "5", "topic.frames", "sentences"));

        assertThat(problems)
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("pending.mx"))
                .anySatisfy(
                        problem -> assertThat(problem).contains("topic.sentences and topic.frames are both sentences"));
    }

    @Test
    void refusesAPortThatCannotBe() {
        List<String> problems = problems(null, Map.of(), Map.of("bootstrap.servers", "broker:99999"));

        assertThat(problems).singleElement().asString().contains("broker:99999", "host:port");
    }

    @Test
    void doesNotTakeTokensOfABatchForASecret() throws Exception {
        Settings settings =
                Settings.load(null, Map.of(), Map.of("kafka.some.access.token", "abc", "engine.batch.tokens", "512"));

        assertThat(settings.effective())
                .containsEntry("engine.batch.tokens", "512")
                .containsEntry("kafka.some.access.token", "[hidden]");
    }

    @Test
    void namesAFileThatDoesNotExist() {
        Path missing = folder.resolve("missing.properties");

        List<String> problems = problems(missing, Map.of(), Map.of());

        assertThat(problems).containsExactly("The configuration file " + missing + " does not exist.");
    }

    @Test
    void pointsOutThePrefixesWhereNoNameIsNear() {
        List<String> problems = problems(null, Map.of(), Map.of("sasl.mechanism", "PLAIN"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("sasl.mechanism", "kafka.", "registry."));
    }

    @Test
    void ignoresWhatTheLauncherAndKubernetesLeaveInTheEnvironment() throws ConfigurationException {
        Map<String, String> links = Map.of(
                "SRL_JAVA_OPTS", "-Xmx2g",
                "SRL_STREAM_SERVICE_HOST", "10.0.0.1",
                "SRL_STREAM_SERVICE_PORT_METRICS", "9404",
                "SRL_STREAM_PORT", "tcp://10.0.0.1:9404",
                "SRL_STREAM_PORT_9404_TCP_ADDR", "10.0.0.1");

        Settings settings = Settings.load(null, links, Map.of());

        assertThat(settings.effective())
                .isEqualTo(Settings.load(null, Map.of(), Map.of()).effective());
    }

    @Test
    void passesPropertiesOnToKafkaAndTheSerde() throws ConfigurationException {
        Settings settings = Settings.load(
                null,
                Map.of("SRL_KAFKA_SECURITY_PROTOCOL", "SSL", "SRL_REGISTRY_BASIC_AUTH_USER_INFO", "u:p"),
                Map.of("kafka.producer.linger.ms", "5", "registry.value.subject.name.strategy", "X"));

        assertThat(settings.kafkaProperties()).isEqualTo(Map.of("security.protocol", "SSL", "producer.linger.ms", "5"));
        assertThat(settings.kafkaClientConfig())
                .isEqualTo(Map.of("security.protocol", "SSL", "bootstrap.servers", "localhost:9092"));
        assertThat(settings.serdeConfig())
                .containsEntry("basic.auth.user.info", "u:p")
                .containsEntry("value.subject.name.strategy", "X");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.processing.guarantee, exactly-once",
        "kafka.producer.acks, exactly-once",
        "kafka.default.production.exception.handler, exactly-once",
        "kafka.main.consumer.isolation.level, exactly-once",
        "kafka.consumer.auto.offset.reset, exactly-once",
        "kafka.commit.interval.ms, set commit.interval.ms instead",
        "kafka.topic.segment.bytes, the start prints the command",
        "kafka.ensure.explicit.internal.resource.naming, is fixed",
        "registry.schema.registry.url, set schema.registry.url instead",
    })
    void refusesPropertiesThatItDecidesItself(String key, String cure) {
        List<String> problems = problems(null, Map.of(), Map.of(key, "any"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains(key, cure));
    }

    @Test
    void neverShowsSecrets() throws ConfigurationException {
        Settings settings = Settings.load(
                null,
                Map.of(),
                Map.of(
                        "schema.registry.url", "http://user:s3cret@one:1,http://two:2",
                        "kafka.ssl.key.password", "s3cret",
                        "kafka.sasl.jaas.config", "s3cret",
                        "kafka.ssl.keystore.key", "s3cret",
                        "registry.basic.auth.user.info", "user:s3cret",
                        "registry.bearer.auth.token", "s3cret",
                        "registry.basic.auth.credentials.source", "USER_INFO"));

        Map<String, String> effective = settings.effective();

        assertThat(effective.toString()).doesNotContain("s3cret");
        assertThat(effective)
                .containsEntry("schema.registry.url", "http://[hidden]@one:1,http://two:2")
                .containsEntry("kafka.ssl.key.password", "[hidden]")
                .containsEntry("registry.basic.auth.credentials.source", "USER_INFO");
    }

    @Test
    void keepsSecretsOutOfErrorsToo() {
        List<String> problems = problems(null, Map.of(), Map.of("schema.registry.url", "ftp://user:s3cret@registry"));

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .contains("schema.registry.url", "http://")
                .doesNotContain("s3cret"));
    }

    @Test
    void saysThatACheckpointIsNeededOnlyWhenItIsAskedFor() throws ConfigurationException {
        Settings settings = Settings.load(null, Map.of(), Map.of());

        ConfigurationException missing = catchThrowableOfType(ConfigurationException.class, settings::warmUpPlan);

        assertThat(missing).hasMessageContaining("model.path is not set");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("srl.properties"), content);
    }

    static List<String> problems(@Nullable Path file, Map<String, String> environment, Map<String, String> flags) {
        ConfigurationException thrown =
                catchThrowableOfType(ConfigurationException.class, () -> Settings.load(file, environment, flags));
        return thrown.problems();
    }
}
