package dev.srlstream.config;

/** The keys of all settings. */
public final class SettingKeys {
    public static final String APPLICATION_ID = "application.id";
    public static final String CLOSE_TIMEOUT = "close.timeout.ms";
    public static final String LOG_FORMAT = "log.format";
    public static final String LOG_SUMMARY_INTERVAL = "log.summary.interval.ms";

    public static final String HTTP_PORT = "http.port";
    public static final String HTTP_BIND = "http.bind";
    public static final String HTTP_KEYSTORE = "http.tls.keystore.path";
    public static final String HTTP_KEYSTORE_PASSWORD = "http.tls.keystore.password";
    public static final String HTTP_USER = "http.auth.user";
    public static final String HTTP_PASSWORD = "http.auth.password";
    public static final String HTTP_LINGER = "http.linger.ms";

    public static final String CONSOLE_SENTENCES = "console.sentences";

    public static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    public static final String TOPIC_SENTENCES = "topic.sentences";
    public static final String TOPIC_FRAMES = "topic.frames";
    public static final String TOPIC_REJECTIONS = "topic.rejections";
    public static final String TOPIC_DIAGNOSTICS = "topic.diagnostics";

    public static final String REGISTRY_URL = "schema.registry.url";
    public static final String VALUE_SERIALIZER = "value.serializer";
    public static final String VALUE_DESERIALIZER = "value.deserializer";
    public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";

    public static final String SCHEMA_WAIT = "schema.wait.ms";

    public static final String MODEL_PATH = "model.path";
    public static final String MODEL_VOCAB = "model.vocab";
    public static final String MODEL_BERT_CONFIG = "model.bert.config";
    public static final String MODEL_LABELS = "model.labels";
    public static final String MODEL_EXPECT_POSITION_IDS = "model.expect.position.ids";
    public static final String MODEL_POLICY = "model.policy";
    public static final String MODEL_DEVICE = "model.device";
    public static final String MODEL_PRECISION = "model.precision";
    public static final String MODEL_CPU_LAYERS = "model.cpu.layers";
    public static final String MODEL_THREADS = "model.threads";
    public static final String MODEL_CACHE_DIR = "model.cache.dir";
    public static final String MODEL_SHA256 = "model.sha256";
    public static final String MODEL_CHANGE = "model.change";

    public static final String SENTENCE_MAX_CHARACTERS = "sentence.max.characters";
    public static final String SENTENCE_TAGGER = "sentence.tagger";
    public static final String SENTENCE_AUXILIARIES = "sentence.auxiliaries";
    public static final String ENGINE_BATCH_TOKENS = "engine.batch.tokens";
    public static final String ENGINE_BATCH_AGE = "engine.batch.age.ms";
    public static final String ENGINE_WORKERS = "engine.workers";
    public static final String ENGINE_TIMEOUT = "engine.timeout.ms";
    public static final String DECODE = "decode";
    public static final String CANARY_INTERVAL = "canary.interval.ms";

    public static final String STREAM_THREADS = "stream.threads";
    public static final String PENDING_MAX = "pending.max";
    public static final String PENDING_MAX_BYTES = "pending.max.bytes";
    public static final String RECORD_MAX_BYTES = "record.max.bytes";
    public static final String OUTPUT_COMPRESSION = "output.compression";
    public static final String COMMIT_INTERVAL = "commit.interval.ms";
    public static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";

    private SettingKeys() {}
}
