package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' configuration: our choices, what the settings pass through over them, and what nobody may change over all. */
final class StreamsProperties {
    /** Above the topics' usual limit of 1 MiB: a pending sentence or a rejection is a sentence record and then some. */
    static final int MAX_RECORD_BYTES = 8 << 20;

    private static final long CACHE_BYTES = 32 << 20;

    /** How long a poll may keep finished sentences waiting while no record comes in; Kafka Streams' default is 100. */
    private static final int POLL_MILLISECONDS = 10;

    /**
     * What a stream thread takes over at a time, and has worked off before it asks for more. Kafka Streams' default of 1,000 could be
     * 1,000 large records; fewer make no difference to throughput, as fetched records wait in the consumer, compressed.
     */
    private static final int POLL_RECORDS = 64;

    /** Of each partition; some hundred sentences. A larger record is fetched alone. Kafka's default is 1 MiB. */
    private static final int FETCH_BYTES = 256 << 10;

    /** The fastest: half the time of the default 6 for frames a third larger. */
    private static final int GZIP_LEVEL = 1;

    private StreamsProperties() {}

    /** All but the number of threads, which follows from the device. */
    static Properties of(Settings settings) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLISECONDS);
        // What is pending is restored in seconds, however far off the changelog's end. With Kafka Streams' 10,000 an
        // instance that comes in later would warm up, and get no partition until the next look ten minutes later.
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, Long.MAX_VALUE);
        // Without a prefix, so that what the operator sets wins with or without one.
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, POLL_RECORDS);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        properties.put(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                settings.outputCompression().name().toLowerCase(Locale.ROOT));
        properties.put(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, GZIP_LEVEL);
        // There is no global thread; without this, Kafka Streams warns about it at every start.
        properties.put("processing.exception.handler.global.enabled", true);

        properties.putAll(settings.derivedKafkaProperties());
        properties.putAll(settings.kafkaProperties());

        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(settings.transactionTimeout().toMillis()));
        return properties;
    }

    /** @throws ConfigException where Kafka Streams or a client that it starts refuses them */
    static void require(Properties properties) {
        StreamsConfig config = new StreamsConfig(properties);
        Map<String, Object> producer = config.getProducerConfigs("any");
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        new ProducerConfig(producer);
        Map<String, Object> consumer = config.getMainConsumerConfigs("any", "any", 0);
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        new ConsumerConfig(consumer);
    }
}
