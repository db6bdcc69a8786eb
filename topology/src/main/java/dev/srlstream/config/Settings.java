package dev.srlstream.config;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
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

    private Settings(Layers layers, Map<String, @Nullable Object> values) {
        this.given = layers.values();
        this.sources = layers.sources();
        this.values = values;
    }

    /**
     * Reads the settings: defaults, overlaid by the file, the environment and the overrides, in this order. A blank value
     * counts as not set.
     *
     * @param file a properties file in UTF-8; null for none
     * @param environment variables of the process; {@code SRL_MODEL_PATH} sets {@code model.path}
     * @param overrides what flags say
     * @throws ConfigurationException with every problem found, not only the first
     */
    public static Settings load(@Nullable Path file, Map<String, String> environment, Map<String, String> overrides)
            throws ConfigurationException {
        List<String> problems = new ArrayList<>();
        ConfigDef definition = definition();
        Layers layers = new Layers(definition.names(), problems);
        if (file != null) {
            layers.addFile(file);
        }
        layers.addEnvironment(environment);
        layers.addFlags(overrides);

        Map<String, @Nullable Object> values = new HashMap<>();
        boolean usable = true;
        for (ConfigValue value : definition.validate(layers.known())) {
            // The first error is the cause of the others, if there are any.
            value.errorMessages().stream()
                    .limit(1)
                    .forEach(error -> problems.add(
                            error.replaceFirst("\\.$", "") + " (set by " + layers.origin(value.name()) + ")."));
            usable &= value.errorMessages().isEmpty();
            values.put(value.name(), value.value());
        }
        if (usable) {
            Settings settings = new Settings(layers, values);
            Relations.check(settings, problems);
            if (problems.isEmpty()) {
                return settings;
            }
        }
        throw new ConfigurationException(problems);
    }

    /** All settings with their defaults, checks and explanations; a new copy. */
    public static ConfigDef definition() {
        return SettingsDefinition.create();
    }

    public String applicationId() {
        return string(SettingsDefinition.APPLICATION_ID);
    }

    /** As host:port, separated by commas. */
    public String bootstrapServers() {
        return list(SettingsDefinition.BOOTSTRAP_SERVERS);
    }

    /** One or more addresses, separated by commas. May hold a password: show {@link #effective} instead. */
    public String schemaRegistryUrl() {
        return list(SettingsDefinition.REGISTRY_URL);
    }

    public String sentencesTopic() {
        return string(SettingsDefinition.TOPIC_SENTENCES);
    }

    public String framesTopic() {
        return string(SettingsDefinition.TOPIC_FRAMES);
    }

    public String rejectionsTopic() {
        return string(SettingsDefinition.TOPIC_REJECTIONS);
    }

    public String diagnosticsTopic() {
        return string(SettingsDefinition.TOPIC_DIAGNOSTICS);
    }

    /** Class of the {@code org.apache.kafka.common.serialization.Serializer} of frames and diagnostics. */
    public Class<?> valueSerializer() {
        return (Class<?>) value(SettingsDefinition.VALUE_SERIALIZER);
    }

    /** Class of the {@code org.apache.kafka.common.serialization.Deserializer} of sentences. */
    public Class<?> valueDeserializer() {
        return (Class<?>) value(SettingsDefinition.VALUE_DESERIALIZER);
    }

    /** Longest text that is accepted, in UTF-16 code units. */
    public int sentenceMaxCharacters() {
        return (Integer) value(SettingsDefinition.SENTENCE_MAX_CHARACTERS);
    }

    /** Most wordpieces of a batch. */
    public int batchTokens() {
        return (Integer) value(SettingsDefinition.ENGINE_BATCH_TOKENS);
    }

    /** How many batches are computed at the same time; 0 for what suits the device. */
    public int workers() {
        return (Integer) value(SettingsDefinition.ENGINE_WORKERS);
    }

    /** How long an idle engine waits for a batch to fill. */
    public Duration batchAge() {
        return milliseconds(SettingsDefinition.ENGINE_BATCH_AGE);
    }

    /** Largest record that is written, in bytes of key, value and headers before compression. */
    public int recordMaxBytes() {
        return (Integer) value(SettingsDefinition.RECORD_MAX_BYTES);
    }

    public int streamThreads() {
        return (Integer) value(SettingsDefinition.STREAM_THREADS);
    }

    /** How many sentences of one partition may wait for the model. */
    public int pendingMax() {
        return (Integer) value(SettingsDefinition.PENDING_MAX);
    }

    /** How many bytes of records may wait for the model in this process. */
    public long pendingMaxBytes() {
        long given = (Long) value(SettingsDefinition.PENDING_MAX_BYTES);
        return given > 0 ? given : Runtime.getRuntime().maxMemory() / PENDING_SHARE;
    }

    public Duration commitInterval() {
        return milliseconds(SettingsDefinition.COMMIT_INTERVAL);
    }

    public Duration transactionTimeout() {
        return milliseconds(SettingsDefinition.TRANSACTION_TIMEOUT);
    }

    public Duration closeTimeout() {
        return milliseconds(SettingsDefinition.CLOSE_TIMEOUT);
    }

    /** Where Kafka Streams keeps its files; null for its own default. */
    public @Nullable Path stateDirectory() {
        return path(SettingsDefinition.STATE_DIR);
    }

    /**
     * What to warm up.
     *
     * @throws ConfigurationException when no checkpoint is set
     */
    public WarmUpPlan warmUpPlan() throws ConfigurationException {
        Path model = path(SettingsDefinition.MODEL_PATH);
        if (model == null) {
            throw new ConfigurationException(List.of(SettingsDefinition.MODEL_PATH
                    + " is not set: give it the path of an AllenNLP srl_bert archive, of a directory or of weights."));
        }
        return new WarmUpPlan(
                new CheckpointPaths(
                        model,
                        path(SettingsDefinition.MODEL_VOCAB),
                        path(SettingsDefinition.MODEL_BERT_CONFIG),
                        path(SettingsDefinition.MODEL_LABELS)),
                new Terms(Policy.valueOf(string(SettingsDefinition.MODEL_POLICY).toUpperCase(Locale.ROOT)), (Boolean)
                        value(SettingsDefinition.MODEL_EXPECT_POSITION_IDS)),
                string(SettingsDefinition.MODEL_DEVICE),
                Precision.valueOf(string(SettingsDefinition.MODEL_PRECISION).toUpperCase(Locale.ROOT)),
                path(SettingsDefinition.MODEL_CACHE_DIR),
                (Integer) value(SettingsDefinition.MODEL_THREADS));
    }

    /** The {@code kafka.} properties without that prefix, those for one client ({@code producer.…}) and for Kafka Streams included. */
    public Map<String, Object> kafkaProperties() {
        return new TreeMap<>(PassThrough.behind(PassThrough.KAFKA, given));
    }

    /** What a consumer, producer or admin client of its own needs to reach the brokers. */
    public Map<String, Object> kafkaClientConfig() {
        Map<String, Object> config = kafkaProperties();
        config.keySet().removeIf(PassThrough::addressesOneClient);
        config.put(SettingsDefinition.BOOTSTRAP_SERVERS, bootstrapServers());
        return config;
    }

    /** What the serialiser and the deserialiser are configured with: the {@code registry.} properties and the registry's address. */
    public Map<String, Object> serdeConfig() {
        Map<String, Object> config = new TreeMap<>(PassThrough.behind(PassThrough.REGISTRY, given));
        config.put(SettingsDefinition.REGISTRY_URL, schemaRegistryUrl());
        config.put(SettingsDefinition.AUTO_REGISTER_SCHEMAS, value(SettingsDefinition.AUTO_REGISTER_SCHEMAS));
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

    private String string(String key) {
        return (String) value(key);
    }

    private String list(String key) {
        return String.join(
                ",", ((List<?>) value(key)).stream().map(String::valueOf).toList());
    }

    private Duration milliseconds(String key) {
        return Duration.ofMillis(((Number) value(key)).longValue());
    }

    private @Nullable Path path(String key) {
        Object value = values.get(key);
        return value == null ? null : Path.of((String) value);
    }
}
