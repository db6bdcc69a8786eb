package dev.srlstream.change;

import dev.srlstream.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** The group under {@code application.id}, asked for with an admin client of its own. */
final class BrokersGroup implements Group {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final String id;
    private final boolean streams;

    BrokersGroup(Settings settings) {
        Map<String, Object> config = settings.kafkaClientConfig();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.admin = Admin.create(config);
        this.id = settings.applicationId();
        this.streams = settings.brokersDecideMembership();
    }

    @Override
    public List<String> clientIds() throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return streams ? ofStreamsGroup() : ofConsumerGroup();
        } catch (ExecutionException e) {
            // Nobody has ever joined, or the group follows the other protocol, and will not take us.
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        }
    }

    private List<String> ofConsumerGroup() throws ExecutionException, TimeoutException, InterruptedException {
        return answer(admin.describeConsumerGroups(List.of(id))
                        .describedGroups()
                        .get(id))
                .members()
                .stream()
                .map(MemberDescription::clientId)
                .toList();
    }

    private List<String> ofStreamsGroup() throws ExecutionException, TimeoutException, InterruptedException {
        return answer(admin.describeStreamsGroups(List.of(id)).describedGroups().get(id)).members().stream()
                .map(StreamsGroupMemberDescription::clientId)
                .toList();
    }

    private static <T> T answer(@Nullable KafkaFuture<T> asked)
            throws ExecutionException, TimeoutException, InterruptedException {
        return Objects.requireNonNull(asked).get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
