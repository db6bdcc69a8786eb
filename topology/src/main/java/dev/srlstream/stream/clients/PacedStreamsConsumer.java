package dev.srlstream.stream.clients;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.internals.ConsumerWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link PacedConsumer} under {@code group.protocol=streams}. There Kafka Streams makes the consumer itself, without its
 * {@link org.apache.kafka.streams.KafkaClientSupplier}, and lets a class that is named in its configuration wrap it. Owned by Kafka Streams.
 */
public final class PacedStreamsConsumer extends ConsumerWrapper {
    private static final String SHARED_STATE = "srl.shared.state";

    private @Nullable Polling polling;

    /** For Kafka Streams, which calls {@link #wrapConsumer} next. */
    public PacedStreamsConsumer() {}

    /** What makes Kafka Streams use this class. */
    public static Map<String, Object> properties(SharedState shared) {
        return Map.of(
                StreamsConfig.mainConsumerPrefix(StreamsConfig.InternalConfig.INTERNAL_CONSUMER_WRAPPER),
                PacedStreamsConsumer.class,
                StreamsConfig.mainConsumerPrefix(SHARED_STATE),
                shared);
    }

    @Override
    public void wrapConsumer(
            AsyncKafkaConsumer<byte[], byte[]> consumer,
            Map<String, Object> config,
            Optional<StreamsRebalanceData> rebalanceData) {
        super.wrapConsumer(consumer, config, rebalanceData);
        SharedState shared = (SharedState) Objects.requireNonNull(config.get(SHARED_STATE));
        polling = new Polling(this, consumer::poll, shared);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return Objects.requireNonNull(polling).poll(timeout);
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        Objects.requireNonNull(polling).paused(partitions);
        super.pause(partitions);
    }
}
