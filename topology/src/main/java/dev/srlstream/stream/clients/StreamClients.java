package dev.srlstream.stream.clients;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Streams' clients, as it would make them itself, but for consumers that ask for records as {@link Polling} does, and producers
 * that commit for members only. Kafka Streams owns the clients. With {@code group.protocol=streams} it makes its consumers without
 * asking, see {@link PacedStreamsConsumer}, and warns that it does.
 */
public final class StreamClients implements KafkaClientSupplier {
    private final SharedState shared;
    private @Nullable Admin admin;

    public StreamClients(SharedState shared) {
        this.shared = shared;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new PacedConsumer(config, shared);
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        admin = Admin.create(config);
        return admin;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        // Kafka Streams makes its admin client first, and closes it last.
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        return new MemberProducer(
                producer,
                Objects.requireNonNull(admin),
                shared.held(),
                shared.refused(),
                shared.outcomes(),
                shared.pace());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return plain(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return plain(config);
    }

    private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
