import dev.srlstream.event.Argument;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.serde.AvroDeserializer;
import dev.srlstream.serde.AvroSerializer;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;

/** Prints how often each role has occurred, whenever that changes. Its arguments: brokers, registry. */
public final class CountRoles {
    public static void main(String[] args) {
        Properties settings = new Properties();
        settings.put("application.id", "count-roles");
        settings.put("bootstrap.servers", args[0]);
        settings.put("processing.guarantee", "exactly_once_v2"); // which also reads committed records only
        Map<String, Object> registry = Map.of("schema.registry.url", args[1]);
        Serde<SentenceFrames> frames = Serdes.serdeFrom(
                AvroSerializer.forValues(registry), AvroDeserializer.forValues(SentenceFrames.class, registry));
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("frames", Consumed.with(Serdes.ByteArray(), frames))
                .flatMapValues(sentence -> sentence.getFrames().stream().flatMap(frame -> frame.getArguments().stream()).map(Argument::getRole).toList())
                .groupBy((key, role) -> role, Grouped.with("by-role", Serdes.String(), Serdes.String()))
                .count(Materialized.<String, Long>as(Stores.inMemoryKeyValueStore("counts")).withKeySerde(Serdes.String()))
                .toStream()
                .foreach((role, count) -> System.out.println(role + "\t" + count));
        KafkaStreams streams = new KafkaStreams(builder.build(), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }
}
