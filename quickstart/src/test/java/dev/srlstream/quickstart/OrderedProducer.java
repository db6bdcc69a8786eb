package dev.srlstream.quickstart;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes producers whose records come in the order in which they are sent. */
final class OrderedProducer {
    private OrderedProducer() {}

    /** A broker takes the first batch that it sees of a producer, whatever its number: a second must not overtake one that is tried again. */
    static KafkaProducer<byte[], byte[]> of(String servers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
