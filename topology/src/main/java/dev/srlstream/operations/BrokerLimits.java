package dev.srlstream.operations;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.ServiceEvents.BrokerFeaturesUnknown;
import dev.srlstream.log.service.ServiceEvents.BrokerLimitsUnknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Holds times and the group protocol against what the brokers allow: otherwise they would refuse, but once the model is loaded. */
final class BrokerLimits {
    private static final EventLog LOG = EventLog.of(BrokerLimits.class);

    private static final String STREAMS_FEATURE = "streams.version";

    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    BrokerLimits(Settings settings) {
        this.settings = settings;
    }

    /** @throws StartupException with all that the brokers would refuse, each with both settings and the remedy */
    void require(Admin admin, Duration patience) throws StartupException, InterruptedException {
        if (settings.brokersDecideMembership()) {
            requireStreamsProtocol(admin, patience);
        }
        try {
            Collection<Node> brokers = admin.describeCluster().nodes().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            String broker = Integer.toString(brokers.iterator().next().id());
            ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker);
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(resource)).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            configs.values().forEach(this::check);
        } catch (ExecutionException | TimeoutException e) {
            // To look at a broker's configuration is a right of its own, which the service can do without.
            LOG.log(new BrokerLimitsUnknown(Causes.inOneLine(e)));
        }
        if (!problems.isEmpty()) {
            throw new StartupException(ExitCode.FAILURE, String.join(" ", problems));
        }
    }

    private void check(Config broker) {
        atMost(
                SettingKeys.TRANSACTION_TIMEOUT,
                settings.transactionTimeout(),
                broker.get("transaction.max.timeout.ms"));
        if (!settings.brokersDecideMembership()) {
            atMost("kafka.session.timeout.ms", settings.sessionTimeout(), broker.get("group.max.session.timeout.ms"));
            atLeast("kafka.session.timeout.ms", settings.sessionTimeout(), broker.get("group.min.session.timeout.ms"));
        }
    }

    private void atMost(String setting, Duration value, @Nullable ConfigEntry limit) {
        if (limit != null && value.toMillis() > Long.parseLong(limit.value())) {
            problems.add("The brokers' %s is %s, but %s is %d: lower the latter to at most %s, or raise the former."
                    .formatted(limit.name(), limit.value(), setting, value.toMillis(), limit.value()));
        }
    }

    private void atLeast(String setting, Duration value, @Nullable ConfigEntry limit) {
        if (limit != null && value.toMillis() < Long.parseLong(limit.value())) {
            problems.add("The brokers' %s is %s, but %s is %d: raise the latter to at least %s, or lower the former."
                    .formatted(limit.name(), limit.value(), setting, value.toMillis(), limit.value()));
        }
    }

    private void requireStreamsProtocol(Admin admin, Duration patience) throws InterruptedException {
        try {
            var features = admin.describeFeatures().featureMetadata().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            var version = features.finalizedFeatures().get(STREAMS_FEATURE);
            if (version == null || version.maxVersionLevel() < 1) {
                problems.add(
                        "kafka.group.protocol is streams, which these brokers do not serve: with brokers from 4.2 on, enable their feature %s; with older ones, unset it."
                                .formatted(STREAMS_FEATURE));
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(new BrokerFeaturesUnknown(Causes.inOneLine(e)));
        }
    }
}
