package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brokers that are there but cannot or will not do what the service needs: the start says so instead of waiting for ever. */
class UnservingBrokersIT {
    private static final Pattern CONFIG = Pattern.compile("--config (\\S+)=([^\\s,]+)");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transaction.state.log.replication.factor | 3 | keep transactions, "
                        + "| transaction.state.log.replication.factor is 3, but there is 1 broker | set transaction.state.log.replication.factor to at most 1",
                "offsets.topic.replication.factor | 3 | keep the offsets of consumer groups, "
                        + "| offsets.topic.replication.factor is 3, but there is 1 broker | set offsets.topic.replication.factor to at most 1",
            })
    @Tag("long")
    void namesTheSettingOfTheBrokersThatKeepsThemFromServing(
            String setting, String value, String what, String reason, String cure) throws Exception {
        try (EmbeddedBroker broker = broker(Map.of(setting, value))) {
            StartupException refusal = refusal(broker, Map.of());

            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.getMessage())
                    .contains(broker.bootstrapServers(), what, reason, cure)
                    .doesNotContain("bootstrap.servers");
        }
    }

    @Test
    void tellsHowToCreateAChangelogWhoseSettingsBrokersRefuse() throws Exception {
        try (EmbeddedBroker broker = policed()) {
            StartupException refusal = refusal(broker, Map.of("kafka.replication.factor", "1"));

            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.getMessage())
                    .contains(
                            "changelog topic srl-stream-pending-sentences-changelog",
                            "with min.cleanable.dirty.ratio=0.1 segment.bytes=8388608 (",
                            "kafka-topics --bootstrap-server " + broker.bootstrapServers()
                                    + " --create --topic srl-stream-pending-sentences-changelog --partitions 2 --replication-factor 1 ",
                            "--config cleanup.policy=compact",
                            "--config segment.bytes=52428800");
            create(broker, "srl-stream-pending-sentences-changelog", String.valueOf(refusal.getMessage()));
            assertThat(refusal(broker, Map.of()).getMessage())
                    .contains("127.0.0.1:1")
                    .contains("registry");
        }
    }

    @Test
    void tellsHowToCreateAChangelogThatClientsMayNotCreateAtAll() throws Exception {
        try (EmbeddedBroker broker = policed()) {
            StartupException refusal = refusal(broker, Map.of("application.id", "forbidden"));

            assertThat(refusal.getMessage())
                    .contains(
                            "refuse to create the changelog topic forbidden-pending-sentences-changelog (Topics are created by the platform team)",
                            "as a user who may, with kafka-topics ",
                            "--partitions 2 --config cleanup.policy=compact",
                            "--config segment.bytes=8388608");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.replication.factor | 3 | set kafka.replication.factor to a number of replicas",
                "kafka.topic.no.such.thing | 1 | with no.such.thing=1 (",
                "kafka.topic.min.insync.replicas | none | with min.insync.replicas=none (",
            })
    void namesWhatTheOperatorAskedForInVain(String setting, String value, String told) throws Exception {
        try (EmbeddedBroker broker = broker(Map.of())) {
            assertThat(refusal(broker, Map.of(setting, value)).getMessage())
                    .contains("srl-stream-pending-sentences-changelog", told);
        }
    }

    private static EmbeddedBroker policed() throws Exception {
        return broker(Map.of("create.topic.policy.class.name", TopicPolicy.class.getName()));
    }

    private static EmbeddedBroker broker(Map<String, String> overrides) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(overrides);
        broker.createTopics(Map.of("sentences", 2, "frames", 2, "rejections", 2, "diagnostics", 1));
        return broker;
    }

    /** With the settings that the command names. */
    private static void create(EmbeddedBroker broker, String topic, String command) throws Exception {
        Map<String, String> configs = new HashMap<>();
        Matcher config = CONFIG.matcher(command);
        while (config.find()) {
            configs.put(config.group(1), config.group(2));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(new ArrayList<>(List.of(new NewTopic(topic, 2, (short) 1).configs(configs))))
                    .all()
                    .get();
        }
    }

    /** Of a service without a registry, which is looked for last. */
    private StartupException refusal(EmbeddedBroker broker, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("schema.registry.url", "http://127.0.0.1:1");
        settings.put("model.path", QuickstartFiles.locate().checkpoint().toString());
        settings.put("http.port", "0");
        settings.put("model.cache.dir", folder.toString());
        try (SrlService service = new SrlService(Settings.load(null, Map.of(), settings), WarmUpListener.SILENT)) {
            return catchThrowableOfType(StartupException.class, service::start);
        }
    }
}
