package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.stream.clients.Polling;
import dev.srlstream.stream.clients.SharedState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PollingTest {
    private static final TopicPartition FIRST = new TopicPartition("sentences", 0);
    private static final TopicPartition SECOND = new TopicPartition("sentences", 1);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SharedState shared = Fixtures.shared(Fixtures.settings(Map.of()));
    private final Polling polling = new Polling(consumer, consumer::poll, shared);
    private final Set<TopicPartition> full = new HashSet<>();

    PollingTest() {
        consumer.assign(List.of(FIRST, SECOND));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
        for (TopicPartition partition : List.of(FIRST, SECOND)) {
            shared.full().taskStarted(partition, () -> full.contains(partition));
            consumer.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), 0, null, new byte[1]));
        }
    }

    @Test
    void leavesAFullPartitionAloneUntilItHasRoom() {
        full.add(FIRST);
        assertThat(polling.poll(AT_ONCE).partitions()).containsExactly(SECOND);
        assertThat(consumer.paused()).isEmpty();

        full.clear();

        assertThat(polling.poll(AT_ONCE).partitions()).containsExactly(FIRST);
    }

    @Test
    void leavesPausedWhatKafkaStreamsHasPausedBeforeOrMeanwhile() {
        full.addAll(Set.of(FIRST, SECOND));
        consumer.pause(Set.of(FIRST));
        consumer.schedulePollTask(() -> {
            polling.paused(Set.of(SECOND));
            consumer.pause(Set.of(SECOND));
        });

        polling.poll(AT_ONCE);

        assertThat(consumer.paused()).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void releasesAPartitionThatGoesAwayDuringAPollAndAfterAFault() {
        full.addAll(Set.of(FIRST, SECOND));
        consumer.schedulePollTask(() -> consumer.assign(Set.of(SECOND)));
        polling.poll(AT_ONCE);
        assertThat(consumer.paused()).doesNotContain(SECOND);

        consumer.setPollException(new KafkaException("no broker"));

        assertThatThrownBy(() -> polling.poll(AT_ONCE)).hasMessage("no broker");
        assertThat(consumer.paused()).doesNotContain(SECOND);
    }
}
