package dev.srlstream.config;

import static dev.srlstream.config.SettingKeys.APPLICATION_ID;
import static dev.srlstream.config.SettingKeys.AUTO_REGISTER_SCHEMAS;
import static dev.srlstream.config.SettingKeys.BOOTSTRAP_SERVERS;
import static dev.srlstream.config.SettingKeys.CANARY_INTERVAL;
import static dev.srlstream.config.SettingKeys.CLOSE_TIMEOUT;
import static dev.srlstream.config.SettingKeys.COMMIT_INTERVAL;
import static dev.srlstream.config.SettingKeys.CONSOLE_SENTENCES;
import static dev.srlstream.config.SettingKeys.DECODE;
import static dev.srlstream.config.SettingKeys.ENGINE_BATCH_AGE;
import static dev.srlstream.config.SettingKeys.ENGINE_BATCH_TOKENS;
import static dev.srlstream.config.SettingKeys.ENGINE_TIMEOUT;
import static dev.srlstream.config.SettingKeys.ENGINE_WORKERS;
import static dev.srlstream.config.SettingKeys.HTTP_BIND;
import static dev.srlstream.config.SettingKeys.HTTP_KEYSTORE;
import static dev.srlstream.config.SettingKeys.HTTP_KEYSTORE_PASSWORD;
import static dev.srlstream.config.SettingKeys.HTTP_LINGER;
import static dev.srlstream.config.SettingKeys.HTTP_PASSWORD;
import static dev.srlstream.config.SettingKeys.HTTP_PORT;
import static dev.srlstream.config.SettingKeys.HTTP_USER;
import static dev.srlstream.config.SettingKeys.LOG_FORMAT;
import static dev.srlstream.config.SettingKeys.LOG_SUMMARY_INTERVAL;
import static dev.srlstream.config.SettingKeys.MODEL_BERT_CONFIG;
import static dev.srlstream.config.SettingKeys.MODEL_CACHE_DIR;
import static dev.srlstream.config.SettingKeys.MODEL_CHANGE;
import static dev.srlstream.config.SettingKeys.MODEL_CPU_LAYERS;
import static dev.srlstream.config.SettingKeys.MODEL_DEVICE;
import static dev.srlstream.config.SettingKeys.MODEL_EXPECT_POSITION_IDS;
import static dev.srlstream.config.SettingKeys.MODEL_LABELS;
import static dev.srlstream.config.SettingKeys.MODEL_PATH;
import static dev.srlstream.config.SettingKeys.MODEL_POLICY;
import static dev.srlstream.config.SettingKeys.MODEL_PRECISION;
import static dev.srlstream.config.SettingKeys.MODEL_SHA256;
import static dev.srlstream.config.SettingKeys.MODEL_THREADS;
import static dev.srlstream.config.SettingKeys.MODEL_VOCAB;
import static dev.srlstream.config.SettingKeys.OUTPUT_COMPRESSION;
import static dev.srlstream.config.SettingKeys.PENDING_MAX;
import static dev.srlstream.config.SettingKeys.PENDING_MAX_BYTES;
import static dev.srlstream.config.SettingKeys.RECORD_MAX_BYTES;
import static dev.srlstream.config.SettingKeys.REGISTRY_URL;
import static dev.srlstream.config.SettingKeys.SCHEMA_WAIT;
import static dev.srlstream.config.SettingKeys.SENTENCE_AUXILIARIES;
import static dev.srlstream.config.SettingKeys.SENTENCE_MAX_CHARACTERS;
import static dev.srlstream.config.SettingKeys.SENTENCE_TAGGER;
import static dev.srlstream.config.SettingKeys.STREAM_THREADS;
import static dev.srlstream.config.SettingKeys.TOPIC_DIAGNOSTICS;
import static dev.srlstream.config.SettingKeys.TOPIC_FRAMES;
import static dev.srlstream.config.SettingKeys.TOPIC_REJECTIONS;
import static dev.srlstream.config.SettingKeys.TOPIC_SENTENCES;
import static dev.srlstream.config.SettingKeys.TRANSACTION_TIMEOUT;
import static dev.srlstream.config.SettingKeys.VALUE_DESERIALIZER;
import static dev.srlstream.config.SettingKeys.VALUE_SERIALIZER;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import dev.srlstream.decode.Decoding;
import dev.srlstream.english.PredicateTagger;
import dev.srlstream.log.output.LogFormat;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.CpuLayers;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** All settings, each with its default, its check and how to choose it. */
final class SettingsDefinition {
    /** Unset, they follow from the device and from each other. */
    static final Set<String> DERIVED = Set.of(ENGINE_BATCH_TOKENS, ENGINE_WORKERS, PENDING_MAX, STREAM_THREADS);

    private final ConfigDef definition = new ConfigDef();
    private String group = "";
    private int order;

    private SettingsDefinition() {}

    static ConfigDef create() {
        SettingsDefinition settings = new SettingsDefinition();
        settings.service();
        settings.http();
        settings.kafka();
        settings.registry();
        settings.model();
        settings.labelling();
        settings.stream();
        return settings.definition;
    }

    private void service() {
        group("Service");
        add(APPLICATION_ID, ConfigDef.Type.STRING, "srl-stream", Checks.kafkaName(), HIGH, """
                Name of the service in Kafka: consumer group, prefix of its transactions and of its changelog topic. All instances that share the \
                work have the same one. Changing it starts a new service at the beginning of the sentences topic.""");
        add(CLOSE_TIMEOUT, ConfigDef.Type.LONG, 20_000L, atLeast(0), LOW, """
                Milliseconds that an orderly stop may take. Choose less than the grace period of what stops the service (30 s in Kubernetes). A batch that takes longer is given up, \
                and its sentences are left to another instance.""");
        add(LOG_FORMAT, ConfigDef.Type.STRING, lower(LogFormat.TEXT), Checks.oneOf(LogFormat.class), LOW, """
                Form of the log of srl run, which goes to stderr. text: key=value for people. json: an object a line with the same fields, for what collects logs. \
                docs/events.md lists the events and their fields.""");
        add(LOG_SUMMARY_INTERVAL, ConfigDef.Type.LONG, 60_000L, between(0, 86_400_000), LOW, """
                Milliseconds after which a line of the log says what the instance has done since the last such line: event=summary. 0: no such lines.""");
    }

    private void http() {
        group("HTTP");
        add(HTTP_PORT, ConfigDef.Type.INT, 8090, between(-1, 65_535), MEDIUM, """
                Port of the console, which is a page for a browser, of the probes /startupz, /readyz and /livez and of /metrics. Each instance on a machine needs its own. 0: any port that is free, which the log names; -1: none.""");
        add(HTTP_BIND, ConfigDef.Type.STRING, "localhost", null, MEDIUM, """
                Address that the HTTP port listens on. Choose 0.0.0.0, or :: for IPv6, in a container: probes and scrapes come to its own address. Everybody who reaches the port can read it \
                unless http.auth.user is set.""");
        add(HTTP_KEYSTORE, ConfigDef.Type.STRING, null, null, LOW, """
                PKCS12 file with the key and the certificate of the HTTP port, which then speaks HTTPS only.""");
        add(HTTP_KEYSTORE_PASSWORD, ConfigDef.Type.STRING, null, null, LOW, "Password of that file and of its key.");
        add(HTTP_USER, ConfigDef.Type.STRING, null, null, LOW, """
                User who may see more than the probes, which stay open; asked for by HTTP basic authentication. Use HTTPS with it.""");
        add(HTTP_PASSWORD, ConfigDef.Type.STRING, null, null, LOW, "Password of that user.");
        add(HTTP_LINGER, ConfigDef.Type.LONG, 0L, between(0, 3_600_000), LOW, """
                Milliseconds that a process stays whose start was refused, such as for a rejected checkpoint, so that probes and scrapes can read the reason. Choose two scrape intervals.""");
        add(CONSOLE_SENTENCES, ConfigDef.Type.BOOLEAN, false, null, LOW, """
                Whether the console shows what sentences say, with their ids. Without it, it shows where their records stand and how many words and frames they have. Choose true only \
                where all who reach the HTTP port may read the sentences.""");
    }

    private void kafka() {
        group("Kafka");
        add(BOOTSTRAP_SERVERS, ConfigDef.Type.LIST, "localhost:9092", Checks.addresses(), HIGH, """
                Brokers to ask first, as host:port, separated by commas. Two or three are enough: they name the others. \
                SASL_SSL:// before each, as clouds' pages show it, or another security protocol, sets kafka.security.protocol.""");
        topic(
                TOPIC_SENTENCES,
                "sentences",
                "Topic that is read: SentenceEvent, any key. Its partitions bound how far the service scales.");
        topic(TOPIC_FRAMES, "frames", """
                Topic of the results: SentenceFrames under the sentence's key. Sentences of partition N go to partition N here, modulo the number of \
                partitions: give it as many as the sentences topic has. Results keep the timestamps of their sentences: with less retention than the sentences topic has, \
                brokers delete those of old sentences within minutes, unless this topic has message.timestamp.type=LogAppendTime.""");
        topic(TOPIC_REJECTIONS, "rejections", """
                Topic of the records that get no frames: their raw key and value, with the reason in headers. What is said of the retention of topic.frames holds here too.""");
        topic(
                TOPIC_DIAGNOSTICS,
                "diagnostics",
                "Topic of ModelDiagnostic: audits, warm-up reports and failures of the engine.");
    }

    private void registry() {
        group("Schema registry");
        add(REGISTRY_URL, ConfigDef.Type.LIST, "http://localhost:8081", Checks.registryUrls(), HIGH, """
                Addresses of a registry that speaks Confluent's REST API, separated by commas; the next one is asked where one does not answer or does not have a schema. \
                Apicurio's address ends in /apis/ccompat/v7.""");
        add(
                VALUE_SERIALIZER,
                ConfigDef.Type.CLASS,
                "dev.srlstream.serde.AvroSerializer",
                Checks.subclassOf(Serializer.class),
                LOW,
                """
                Class that writes frames and diagnostics. Change it to io.confluent.kafka.serializers.KafkaAvroSerializer, with its jars in the folder ext, to \
                use Confluent's own: docs/clients.md lists them.""");
        add(
                VALUE_DESERIALIZER,
                ConfigDef.Type.CLASS,
                "dev.srlstream.serde.AvroDeserializer",
                Checks.subclassOf(Deserializer.class),
                LOW,
                """
                Class that reads sentences. Its Confluent counterpart is io.confluent.kafka.serializers.KafkaAvroDeserializer.""");
        add(AUTO_REGISTER_SCHEMAS, ConfigDef.Type.BOOLEAN, true, null, MEDIUM, """
                Whether the service registers the schemas of what it writes. Choose false where schemas are registered by a pipeline of your own.""");
        add(SCHEMA_WAIT, ConfigDef.Type.LONG, 30_000L, between(0, 600_000), LOW, """
                Milliseconds that a record may wait for its schema while the registry answers that it does not have it: followers of a registry lag behind. All addresses are asked, \
                again and again; then the record is rejected. What stands behind it in its partition waits too, other partitions go on, and no transaction stays open for it. After a wait \
                in vain the next ones are shorter, down to a sixteenth, for ten times this time or until a schema arrives. Choose several times the lag of your registry. \
                0 believes the first answer.""");
    }

    private void model() {
        group("Model");
        add(
                MODEL_PATH,
                ConfigDef.Type.STRING,
                null,
                null,
                HIGH,
                "The checkpoint: an AllenNLP srl_bert archive (tar.gz or tar), its unpacked directory, the directory of a training, or weights alone (torch or safetensors). Needed to run.");
        add(
                MODEL_VOCAB,
                ConfigDef.Type.STRING,
                null,
                null,
                MEDIUM,
                "Its wordpiece vocabulary, vocab.txt. Unset: looked for inside and beside the checkpoint.");
        add(
                MODEL_BERT_CONFIG,
                ConfigDef.Type.STRING,
                null,
                null,
                MEDIUM,
                "Its BERT configuration, bert_config.json. Unset: looked for inside and beside the checkpoint.");
        add(
                MODEL_LABELS,
                ConfigDef.Type.STRING,
                null,
                null,
                MEDIUM,
                "Its BIO tags by label index, one per line. Unset: vocabulary/labels.txt, looked for inside and beside the checkpoint.");
        add(MODEL_SHA256, ConfigDef.Type.STRING, null, Checks.sha256(), MEDIUM, """
                SHA-256 of the checkpoint that is meant, which srl audit prints: of the archive, or of the weights where a directory is given (of shards one after the other, by name); \
                a vocabulary, labels and a configuration that lie outside of an archive do not count. The start refuses any other, ends with 3 and consumes nothing. Unset: any checkpoint is taken.""");
        add(MODEL_CHANGE, ConfigDef.Type.STRING, lower(ModelChange.HOLD), Checks.oneOf(ModelChange.class), MEDIUM, """
                What an instance does once its model is warm while instances of the same application.id serve another checkpoint. hold: it waits until they are gone, so that each \
                partition changes the model once. mix: it takes its share of the partitions at once, and results of both models follow each other until the others are gone.""");
        add(MODEL_EXPECT_POSITION_IDS, ConfigDef.Type.BOOLEAN, true, null, LOW, """
                With policy strict: whether the model has the buffer position_ids in its state dict. true for transformers 3.1.0 to 4.30.2, false for any other.""");
        add(MODEL_POLICY, ConfigDef.Type.STRING, lower(Policy.RECONCILE), Checks.oneOf(Policy.class), MEDIUM, """
                How far a checkpoint may be repaired. strict: any missing or unexpected key refuses it, as PyTorch does. reconcile: derived buffers such as \
                position_ids are regenerated or dropped; every learned parameter must be there. lenient: \
                what can be loaded is, and lost learned weights degrade the result.""");
        add(
                MODEL_DEVICE,
                ConfigDef.Type.STRING,
                "auto",
                Checks.device(),
                MEDIUM,
                "auto, cpu, gpu or gpu:N. auto takes a GPU where there is one.");
        add(MODEL_PRECISION, ConfigDef.Type.STRING, lower(Precision.FP32), Checks.oneOf(Precision.class), MEDIUM, """
                Arithmetic of the forward pass. fp32 gives the reference's results. bf16 (GPUs, and processors with AVX512_BF16, AMX or ARM's BF16) and fp16 (GPUs) are about \
                twice as fast, int8 (x86-64 processors with VNNI) three times, at the price of a few other tags. Where a processor lacks the instructions, the model computes \
                in fp32, and the warm-up report says so.""");
        add(MODEL_CPU_LAYERS, ConfigDef.Type.STRING, lower(CpuLayers.AUTO), Checks.oneOf(CpuLayers.class), LOW, """
                Linear layers of a model that a processor runs; tags are the same. packed: weights are reordered for the processor when the model is loaded. portable: \
                libtorch's ordinary ones, which load on every platform, and in fp32 and bf16 only: int8 becomes fp32, and the warm-up report says so. auto: on x86-64 packed \
                ones, which are 1.13 to 1.47 times as fast on an AMD Zen 4, or portable ones where those do not load; on other processors the faster ones, measured at the first start \
                and remembered in model.cache.dir, which then holds both.""");
        add(MODEL_THREADS, ConfigDef.Type.INT, 1, between(1, 1024), LOW, """
                Processor threads of one forward pass. 1 makes the most of a processor, with a batch on each core (engine.workers): threads of one pass wait for \
                each other, and long where other processes share the machine. More shorten the way of a lone sentence.""");
        add(MODEL_CACHE_DIR, ConfigDef.Type.STRING, null, null, LOW, """
                Folder for converted models, which make the next start quick; about the size of the checkpoint is needed. Unset: beside the checkpoint, \
                or in the user's cache folder where that cannot be written.""");
    }

    private void labelling() {
        group("Labelling");
        add(SENTENCE_MAX_CHARACTERS, ConfigDef.Type.INT, 10_000, between(1, 1_000_000), LOW, """
                Longest sentence that is accepted, in UTF-16 code units. The model's positions (usually 512 wordpieces) bound it more tightly.""");
        add(
                SENTENCE_TAGGER,
                ConfigDef.Type.STRING,
                lower(PredicateTagger.LSTM),
                Checks.oneOf(PredicateTagger.class),
                LOW,
                """
                What tells verbs from other words in English sentences that bring no predicates. lstm: a network of the English Web Treebank and GUM that comes with the product. \
                opennlp: OpenNLP's model of the English Web Treebank, the only one of earlier versions; it misses more verbs.""");
        add(SENTENCE_AUXILIARIES, ConfigDef.Type.BOOLEAN, true, null, LOW, """
                Whether auxiliaries that go with another verb, such as has and been in "has been opened", are found as predicates, as AllenNLP 2 does. false gives them no frames; \
                the verb of "is a chef" keeps its own. Only sentence.tagger=lstm can tell; predicates that events bring are labelled in any case.""");
        add(DECODE, ConfigDef.Type.STRING, lower(Decoding.ALLENNLP), Checks.oneOf(Decoding.class), LOW, """
                How tags are chosen from the probabilities of a row, among the sequences in which I-X follows B-X or I-X. allennlp: the largest sum of probabilities, in float32 with AllenNLP's \
                rounding, so that tags are AllenNLP's. log: the largest sum of their logarithms, which is the most probable sequence, and often one of better spans; srl eval says by how much for \
                your checkpoint. Frames do not say which one made them: change it for all instances at once.""");
        add(ENGINE_BATCH_TOKENS, ConfigDef.Type.INT, null, setAndBetween(1, 1_048_576), MEDIUM, """
                Most wordpieces of one batch; there is no padding. Larger batches raise throughput up to a point, then only latency and memory. Unset: 1,024 on a \
                processor, which fill a core, and 16,384 on a GPU; less where pending.max is set and cannot fill them.""");
        add(ENGINE_WORKERS, ConfigDef.Type.INT, null, setAndBetween(1, 1024), LOW, """
                Batches that the model computes at the same time. Unset: on a processor one for every model.threads of its cores, on a GPU two, of which the \
                second is prepared while the first is computed; fewer where pending.max is set and cannot fill their batches.""");
        add(ENGINE_BATCH_AGE, ConfigDef.Type.LONG, 2L, between(0, 10_000), MEDIUM, """
                Milliseconds that a sentence may wait for others to share its batch while the engine is idle. 0 favours latency.""");
        add(ENGINE_TIMEOUT, ConfigDef.Type.LONG, 120_000L, between(1_000, 86_400_000), LOW, """
                Milliseconds after which a batch that does not come back means that the device hangs: the instance then ends with status 1, and another one \
                labels what was pending. Choose several times your slowest batch; raise it with engine.batch.tokens on a slow device. Nothing else waits for a \
                batch, so it need not agree with any other timeout.""");
        add(CANARY_INTERVAL, ConfigDef.Type.LONG, 60_000L, between(0, 86_400_000), LOW, """
                Milliseconds after which a known sentence goes through the device again, in a batch with others. Its labels must be those of the start, as far as they were clear \
                then: a device can go on to answer after a fault, only wrongly. Otherwise the instance ends with status 1, and another one labels what was pending; frames \
                that were written since the last time may be wrong, so the interval bounds their number. The sentence costs as much as two others, which at the default takes a thousandth of the time of a \
                processor core. 0 turns it off.""");
    }

    private void stream() {
        group("Stream");
        add(STREAM_THREADS, ConfigDef.Type.INT, null, setAndBetween(1, 256), MEDIUM, """
                Threads that read sentences, find their words and verbs, and write results; the model runs elsewhere. One does some 5,000 sentences a second that \
                are text alone, and several times as many that bring tokens and predicates. Choose the sentences a second that the device labels divided by that, rounded up; \
                more than the sentences topic has partitions are idle, and more than there are cores gain nothing. Too few: kafka_stream_thread_process_ratio stays near 1 while the device \
                waits. Unset: on a GPU six, which keep up with 28,000 sentences a second, or as many as the processor has cores beyond engine.workers; on a processor \
                one for every 53 cores.""");
        add(PENDING_MAX, ConfigDef.Type.INT, null, setAndBetween(1, 1_000_000), MEDIUM, """
                Sentences of one partition that may wait for the model. Two batches' worth more than engine.workers compute, at 75 wordpieces a sentence, never let \
                them run dry; more only means more to do again after a crash. Unset: that, as the next power of two, and at least 256 on a processor and 2,048 on a GPU.""");
        add(PENDING_MAX_BYTES, ConfigDef.Type.LONG, 0L, atLeast(0), LOW, """
                Bytes of records that may wait for the model in this instance, all partitions together; each may hold one sentence beyond. It matters where \
                records are large: each byte takes about three of the heap. 0: an eighth of the heap.""");
        add(RECORD_MAX_BYTES, ConfigDef.Type.INT, 1_000_000, between(65_536, 8_000_000), LOW, """
                Largest record that is written, in bytes of key, value and headers before compression. Frames that would exceed it become a rejection, and a \
                sentence record that would is cut in its rejection. The max.message.bytes of the frames and rejections topics must be above it, which \
                Kafka's default is.""");
        add(
                OUTPUT_COMPRESSION,
                ConfigDef.Type.STRING,
                lower(Compression.GZIP),
                Checks.oneOf(Compression.class),
                LOW,
                """
                How frames, rejections and the changelog are compressed. gzip (at level 1) is read by every client and makes frames a fifth as large. lz4 and snappy take \
                half to two thirds of its processor time and make them a quarter as large, zstd is as fast as gzip and makes them a sixth as large; but some clients cannot read these three: \
                kafkajs and kafka-python do so with an additional package only. none costs no time.""");
        add(COMMIT_INTERVAL, ConfigDef.Type.LONG, 100L, between(1, 60_000), MEDIUM, """
                Milliseconds between commits, at most. Results become visible to readers of committed records at a commit: it is the knob for latency. A stream thread \
                commits earlier, up to four times in the interval, when every sentence that it has taken over has its result and no other comes; one that always has some waiting \
                for the model commits once in the interval. Beyond eight stream threads of all instances each does so less often, so that brokers do not see more than 32 such \
                commits in an interval. 1000 saves the brokers some work, at the price of up to a second.""");
        add(TRANSACTION_TIMEOUT, ConfigDef.Type.INT, 15_000, between(1_000, 900_000), LOW, """
                Milliseconds after which the brokers abort the transaction of an instance that has stopped answering. Until then its partitions stand still, for \
                readers of committed records and for the instance that takes them over; so it also decides how long the group waits for a sign of life (kafka.session.timeout.ms), \
                and above a minute how long the producer waits for brokers (kafka.max.block.ms). It need not cover a batch, because commits do not wait for the model, \
                but the time in which brokers replace one of their own: about ten seconds. Must be at least ten commit intervals and ten times kafka.poll.ms, and no more than the brokers' transaction.max.timeout.ms.""");
    }

    /** A range for a setting whose value can be derived. */
    private static Validator setAndBetween(int least, int most) {
        return Checks.ifSet(between(least, most));
    }

    private void group(String name) {
        group = name;
        order = 0;
    }

    private void topic(String key, String value, String documentation) {
        add(key, ConfigDef.Type.STRING, value, Checks.kafkaName(), HIGH, documentation);
    }

    private void add(
            String key,
            ConfigDef.Type type,
            @Nullable Object value,
            @Nullable Validator check,
            Importance importance,
            String documentation) {
        definition.define(key, type, value, check, importance, documentation, group, order++, Width.NONE, key);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
