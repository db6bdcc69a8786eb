package dev.srlstream.reliability;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.quickstart.QuickstartFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Settings of instances under trial: short timeouts, so that a fault and what follows it take seconds. */
final class TrialSettings {
    static final Duration SESSION = Duration.ofSeconds(6);
    static final Duration TRANSACTION = Duration.ofSeconds(7);
    static final Duration WATCHDOG = Duration.ofSeconds(20);

    /** Longer than a session and a transaction, shorter than the watchdog's patience. */
    static final Duration SLOW_BATCH = Duration.ofSeconds(9);

    private TrialSettings() {}

    /** @param application its id, which also begins the names of its topics */
    static Map<String, String> of(String application, Plan plan, Path folder) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(SettingKeys.APPLICATION_ID, application);
        settings.put(SettingKeys.TOPIC_SENTENCES, application + "-sentences");
        settings.put(SettingKeys.TOPIC_FRAMES, application + "-frames");
        settings.put(SettingKeys.TOPIC_REJECTIONS, application + "-rejections");
        settings.put(SettingKeys.TOPIC_DIAGNOSTICS, application + "-diagnostics");
        settings.put(
                SettingKeys.MODEL_PATH, QuickstartFiles.locate().checkpoint().toString());
        settings.put(SettingKeys.MODEL_DEVICE, "cpu");
        settings.put(SettingKeys.HTTP_PORT, "0");
        settings.put(SettingKeys.MODEL_CACHE_DIR, folder.resolve("models").toString());
        settings.put(SettingKeys.ENGINE_WORKERS, "1");
        // Small batches, so that an instance has pending sentences whenever it is struck.
        settings.put(SettingKeys.ENGINE_BATCH_TOKENS, plan.slow() ? "256" : "512");
        settings.put(SettingKeys.PENDING_MAX, plan.slow() ? "12" : "64");
        settings.put(SettingKeys.ENGINE_TIMEOUT, Long.toString(WATCHDOG.toMillis()));
        settings.put(SettingKeys.TRANSACTION_TIMEOUT, Long.toString(TRANSACTION.toMillis()));
        // Else records wait for the commit, and there is little to abort.
        settings.put("kafka.producer.linger.ms", "1");
        settings.put("kafka.group.protocol", plan.protocol());
        if (plan.protocol().equals("classic")) {
            settings.put("kafka.session.timeout.ms", Long.toString(SESSION.toMillis()));
            settings.put("kafka.heartbeat.interval.ms", "1000");
        }
        settings.put("kafka.replication.factor", Integer.toString(plan.brokers()));
        return settings;
    }

    /** A setting that is among them. */
    static String value(Map<String, String> settings, String key) {
        return Objects.requireNonNull(settings.get(key), key);
    }
}
