package dev.srlstream.config;

import dev.srlstream.decode.Decoding;
import dev.srlstream.english.PredicateTagger;
import dev.srlstream.http.HttpSettings;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.log.output.LogFormat;
import dev.srlstream.registry.SchemaRegistryConfig;
import dev.srlstream.sentence.SentenceSettings;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be configured, checked. Immutable. What each setting means and how to choose it stands in
 * {@link #definition}.
 */
public final class Settings {
    /** Of the heap: each byte that is pending takes about three, as bytes, in the store and decoded. */
    private static final int PENDING_SHARE = 8;

    private final Map<String, String> given;
    private final Map<String, SettingSource> sources;
    private final Map<String, @Nullable Object> values;

    Settings(Map<String, String> given, Map<String, SettingSource> sources, Map<String, @Nullable Object> values) {
        this.given = given;
        this.sources = sources;
        this.values = values;
    }

    /**
     * Reads the settings: defaults, overlaid by the file, the environment and the overrides, in this order. A blank value
     * counts as not set.
     *
     * @param file a properties file in UTF-8; null for none
     * @param environment variables of the process; {@code SRL_MODEL_PATH} sets {@code model.path}
     * @param overrides what flags say
     * @throws ConfigurationException with every problem found, not only the first, and what does not go together
     */
    public static Settings load(@Nullable Path file, Map<String, String> environment, Map<String, String> overrides)
            throws ConfigurationException {
        return load(file, null, environment, overrides);
    }

    /**
     * The same, with a file of a Kafka client's properties, as Kafka's own tools take it. It wins over the environment, as it is named for one
     * command.
     */
    public static Settings load(
            @Nullable Path file,
            @Nullable Path clientFile,
            Map<String, String> environment,
            Map<String, String> overrides)
            throws ConfigurationException {
        return SettingsReader.read(file, clientFile, environment, overrides, Relations.ALL);
    }

    /** The same for what only reads or writes topics: settings of the stream need not go together. */
    public static Settings loadForClient(
            @Nullable Path file,
            @Nullable Path clientFile,
            Map<String, String> environment,
            Map<String, String> overrides)
            throws ConfigurationException {
        return SettingsReader.read(file, clientFile, environment, overrides, Relations.CLIENTS);
    }

    /** The same for what uses a model without Kafka: settings of the stream need not go together, and its batches follow from none. */
    public static Settings loadForModel(Map<String, String> environment, Map<String, String> overrides)
            throws ConfigurationException {
        Settings settings = SettingsReader.read(null, null, environment, overrides, Relations.MODEL);
        settings.values.remove(SettingKeys.PENDING_MAX);
        return settings;
    }

    /** All settings with their defaults, checks and explanations; a new copy. */
    public static ConfigDef definition() {
        return SettingsDefinition.create();
    }

    /**
     * What follows from a device, where nothing is set.
     *
     * @param device as a warm-up report names it: {@code cpu}, {@code gpu:0}
     */
    public Sizing sizing(String device) {
        return Sizing.of(this, device);
    }

    public String applicationId() {
        return string(SettingKeys.APPLICATION_ID);
    }

    /** As host:port, separated by commas. */
    public String bootstrapServers() {
        return list(SettingKeys.BOOTSTRAP_SERVERS);
    }

    /** One or more addresses, separated by commas. May hold a password: show {@link #registryAddresses} instead. */
    public String schemaRegistryUrl() {
        return list(SettingKeys.REGISTRY_URL);
    }

    /** The registry's addresses without credentials, for messages. */
    public String registryAddresses() {
        return Secrets.withoutCredentials(schemaRegistryUrl());
    }

    public String sentencesTopic() {
        return string(SettingKeys.TOPIC_SENTENCES);
    }

    public String framesTopic() {
        return string(SettingKeys.TOPIC_FRAMES);
    }

    public String rejectionsTopic() {
        return string(SettingKeys.TOPIC_REJECTIONS);
    }

    public String diagnosticsTopic() {
        return string(SettingKeys.TOPIC_DIAGNOSTICS);
    }

    /** Class of the {@code org.apache.kafka.common.serialization.Serializer} of frames and diagnostics. */
    public Class<?> valueSerializer() {
        return (Class<?>) value(SettingKeys.VALUE_SERIALIZER);
    }

    /** Class of the {@code org.apache.kafka.common.serialization.Deserializer} of sentences. */
    public Class<?> valueDeserializer() {
        return (Class<?>) value(SettingKeys.VALUE_DESERIALIZER);
    }

    /** How long a schema is waited for that the registry does not have. */
    public Duration schemaWait() {
        return milliseconds(SettingKeys.SCHEMA_WAIT);
    }

    /** Which sentences are accepted, and what their predicates are. */
    public SentenceSettings sentences() {
        return new SentenceSettings(
                (Integer) value(SettingKeys.SENTENCE_MAX_CHARACTERS),
                choice(PredicateTagger.class, SettingKeys.SENTENCE_TAGGER),
                is(SettingKeys.SENTENCE_AUXILIARIES));
    }

    /** auto, cpu, gpu or gpu:N. */
    public String device() {
        return string(SettingKeys.MODEL_DEVICE);
    }

    /**
     * How the engine gathers batches and how long it waits for them.
     *
     * @param keepInstances whether labellings carry what their frames were decoded from
     */
    public EngineSettings engine(Sizing sizing, boolean keepInstances) {
        return new EngineSettings(
                sizing.batchTokens(),
                milliseconds(SettingKeys.ENGINE_BATCH_AGE),
                sizing.workers(),
                milliseconds(SettingKeys.ENGINE_TIMEOUT),
                milliseconds(SettingKeys.CANARY_INTERVAL),
                decoding(),
                keepInstances);
    }

    /** How tags are chosen from probabilities. */
    public Decoding decoding() {
        return choice(Decoding.class, SettingKeys.DECODE);
    }

    /** Where the HTTP port is, and who may use it. */
    public HttpSettings http() {
        return new HttpSettings(
                (Integer) value(SettingKeys.HTTP_PORT),
                string(SettingKeys.HTTP_BIND),
                path(SettingKeys.HTTP_KEYSTORE),
                (String) values.get(SettingKeys.HTTP_KEYSTORE_PASSWORD),
                (String) values.get(SettingKeys.HTTP_USER),
                (String) values.get(SettingKeys.HTTP_PASSWORD),
                milliseconds(SettingKeys.HTTP_LINGER));
    }

    /** Whether the console shows what sentences say. */
    public boolean showsSentences() {
        return is(SettingKeys.CONSOLE_SENTENCES);
    }

    /** fp32, bf16, fp16 or int8. */
    public String precision() {
        return string(SettingKeys.MODEL_PRECISION);
    }

    /** Largest record that is written, in bytes of key, value and headers before compression. */
    public int recordMaxBytes() {
        return (Integer) value(SettingKeys.RECORD_MAX_BYTES);
    }

    public Compression outputCompression() {
        return choice(Compression.class, SettingKeys.OUTPUT_COMPRESSION);
    }

    /** How many bytes of records may wait for the model in this process. */
    public long pendingMaxBytes() {
        long given = (Long) value(SettingKeys.PENDING_MAX_BYTES);
        return given > 0 ? given : Runtime.getRuntime().maxMemory() / PENDING_SHARE;
    }

    public Duration commitInterval() {
        return milliseconds(SettingKeys.COMMIT_INTERVAL);
    }

    public Duration transactionTimeout() {
        return milliseconds(SettingKeys.TRANSACTION_TIMEOUT);
    }

    public Duration closeTimeout() {
        return milliseconds(SettingKeys.CLOSE_TIMEOUT);
    }

    public LogFormat logFormat() {
        return choice(LogFormat.class, SettingKeys.LOG_FORMAT);
    }

    /** How often the log sums up; zero for never. */
    public Duration summaryInterval() {
        return milliseconds(SettingKeys.LOG_SUMMARY_INTERVAL);
    }

    /**
     * What to warm up.
     *
     * @throws ConfigurationException when no checkpoint is set
     */
    public WarmUpPlan warmUpPlan() throws ConfigurationException {
        return ModelPlan.of(this);
    }

    /** SHA-256 of the only checkpoint that may be served, in lower-case hexadecimal; empty where any may. */
    public Optional<String> demandedSha256() {
        return Optional.ofNullable((String) values.get(SettingKeys.MODEL_SHA256))
                .map(digest -> digest.toLowerCase(Locale.ROOT));
    }

    /** What an instance does while others of its application serve another checkpoint. */
    public ModelChange modelChange() {
        return choice(ModelChange.class, SettingKeys.MODEL_CHANGE);
    }

    /** Whether the brokers decide how long the group waits for a sign of life, since {@code group.protocol} is {@code streams}. */
    public boolean brokersDecideMembership() {
        return GroupMembership.of(this).brokersDecide();
    }

    /** How long the group waits for a sign of life before it gives an instance's partitions to others; without effect where brokers decide. */
    public Duration sessionTimeout() {
        return Duration.ofMillis(GroupMembership.of(this).session().value());
    }

    /**
     * How long the group waits for a sign of life, and how often one is given, save where the brokers decide both; how long a producer
     * waits for brokers, where Kafka's default is too short.
     */
    public Map<String, Object> derivedKafkaProperties() {
        Map<String, Object> derived = new TreeMap<>(GroupMembership.of(this).derived());
        derived.putAll(ProducerLimits.derived(this));
        return derived;
    }

    /** What nobody set and {@link #sizing} gives a value, by key. */
    public Map<String, String> derivedFrom(String device) {
        Map<String, String> derived = new TreeMap<>();
        sizing(device).settings().forEach((key, value) -> {
            if (values.get(key) == null) {
                derived.put(key, value.toString());
            }
        });
        return derived;
    }

    /** What nobody set and other settings gave a value, by key. */
    public Map<String, String> derived() {
        Map<String, String> derived = new LinkedHashMap<>();
        derivedKafkaProperties().forEach((key, value) -> derived.put(PassThrough.KAFKA + key, value.toString()));
        return derived;
    }

    /** The {@code kafka.} properties without that prefix, those for one client ({@code producer.…}) and for Kafka Streams included. */
    public Map<String, Object> kafkaProperties() {
        return new TreeMap<>(PassThrough.behind(PassThrough.KAFKA, given));
    }

    /** What a consumer, producer or admin client of its own needs to reach the brokers. */
    public Map<String, Object> kafkaClientConfig() {
        Map<String, Object> config = kafkaProperties();
        config.keySet().removeIf(PassThrough::addressesOneClient);
        config.put(SettingKeys.BOOTSTRAP_SERVERS, bootstrapServers());
        return config;
    }

    /**
     * What the serialiser and the deserialiser are configured with: the {@code registry.} properties and the registry's address. Our
     * time limits hold for other classes as well: Confluent's own let a stream thread wait for minutes. Credentials for brokers are among
     * them, as the registry's can be the same: Confluent's SASL_INHERIT.
     */
    public Map<String, Object> serdeConfig() {
        Map<String, Object> config = new TreeMap<>(SchemaRegistryConfig.TIME_LIMITS);
        kafkaClientConfig().forEach((key, value) -> {
            if (key.startsWith("sasl.")) {
                config.put(key, value);
            }
        });
        config.putAll(PassThrough.behind(PassThrough.REGISTRY, given));
        config.put(SettingKeys.REGISTRY_URL, schemaRegistryUrl());
        config.put(SettingKeys.AUTO_REGISTER_SCHEMAS, value(SettingKeys.AUTO_REGISTER_SCHEMAS));
        config.put("specific.avro.reader", true);
        return config;
    }

    /** Every setting as it is in force, secrets masked, in the order of the documentation; empty where it is not set. */
    public Map<String, String> effective() {
        Map<String, String> effective = new LinkedHashMap<>();
        definition().configKeys().forEach((key, definition) -> {
            Object value = values.get(key);
            effective.put(
                    key, value == null ? "" : Secrets.mask(key, ConfigDef.convertToString(value, definition.type)));
        });
        given.forEach((key, value) -> effective.computeIfAbsent(key, any -> Secrets.mask(key, value)));
        return effective;
    }

    /** Where the value of a setting came from. */
    public SettingSource source(String key) {
        return sources.getOrDefault(key, SettingSource.DEFAULT);
    }

    private Object value(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalStateException(key + " has neither a value nor a default");
        }
        return value;
    }

    int modelThreads() {
        return (Integer) value(SettingKeys.MODEL_THREADS);
    }

    /** Null where it is not set. */
    @Nullable
    Integer optional(String key) {
        return (Integer) values.get(key);
    }

    private String string(String key) {
        return (String) value(key);
    }

    boolean is(String key) {
        return (Boolean) value(key);
    }

    <E extends Enum<E>> E choice(Class<E> type, String key) {
        return Enum.valueOf(type, string(key).toUpperCase(Locale.ROOT));
    }

    private String list(String key) {
        return String.join(
                ",", ((List<?>) value(key)).stream().map(String::valueOf).toList());
    }

    private Duration milliseconds(String key) {
        return Duration.ofMillis(((Number) value(key)).longValue());
    }

    @Nullable
    Path path(String key) {
        Object value = values.get(key);
        return value == null ? null : Path.of((String) value);
    }
}
