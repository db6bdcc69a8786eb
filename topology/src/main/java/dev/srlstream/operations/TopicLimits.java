package dev.srlstream.operations;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds {@code record.max.bytes} against what the topics take: a record that brokers refuse would stop the stream for good. */
final class TopicLimits {
    private static final Logger LOG = LoggerFactory.getLogger(TopicLimits.class);

    /** What the brokers count besides key, value and headers: the head of the batch and of the record. */
    private static final int FRAMING = 1_024;

    private final Settings settings;

    TopicLimits(Settings settings) {
        this.settings = settings;
    }

    /** @throws StartupException with both settings and the remedy, when a topic takes less than may be written */
    void require(Admin admin, Duration patience) throws StartupException, InterruptedException {
        Map<String, String> topics = new LinkedHashMap<>();
        topics.put("topic.frames", settings.framesTopic());
        topics.put("topic.rejections", settings.rejectionsTopic());
        Map<String, String> unknown = new LinkedHashMap<>();
        for (Map.Entry<String, String> topic : topics.entrySet()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.getValue());
            try {
                Map<ConfigResource, Config> configs =
                        admin.describeConfigs(List.of(resource)).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
                for (Config config : configs.values()) {
                    require(
                            topic.getKey(),
                            topic.getValue(),
                            Long.parseLong(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                                    .value()));
                }
            } catch (ExecutionException | TimeoutException e) {
                // To look at a topic's configuration is a right of its own, which the service can do without.
                unknown.put(topic.getValue(), Causes.inOneLine(e));
            }
        }
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "event=topic-limit-unknown topics={} cause=\"{}\"",
                    String.join(",", unknown.keySet()),
                    unknown.values().iterator().next());
        }
    }

    private void require(String setting, String topic, long limit) throws StartupException {
        long needed = (long) settings.recordMaxBytes() + FRAMING;
        if (limit < needed) {
            throw new StartupException(
                    ExitCode.FAILURE,
                    "Topic %s (%s) takes records of at most %d bytes, but record.max.bytes is %d: raise the topic's max.message.bytes to at least %d, or lower record.max.bytes to at most %d."
                            .formatted(topic, setting, limit, settings.recordMaxBytes(), needed, limit - FRAMING));
        }
    }
}
