import dev.srlstream.event.SentenceFrames;
import dev.srlstream.serde.AvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints the arguments of each predicate, as sentences are labelled. Its own arguments: brokers, registry. */
public final class ReadFrames {
    public static void main(String[] args) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", args[0], "schema.registry.url", args[1],
                "group.id", "read-frames", "auto.offset.reset", "earliest", "isolation.level", "read_committed",
                "key.deserializer", StringDeserializer.class, "value.deserializer", AvroDeserializer.class,
                "specific.avro.value.type", SentenceFrames.class);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        try (KafkaConsumer<String, SentenceFrames> consumer = new KafkaConsumer<>(settings)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> { consumer.wakeup(); closed.join(); }));
            consumer.subscribe(List.of("frames"));
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> print(record.value()));
            }
        } catch (WakeupException e) {
            // It was asked to end. The consumer has committed its offsets and left its group.
        } finally {
            closed.complete(null);
        }
    }

    private static void print(SentenceFrames sentence) {
        sentence.getFrames().forEach(frame -> frame.getArguments().forEach(argument -> System.out.println(String.join("\t",
                sentence.getId(), frame.getPredicate().getText(), argument.getRole(),
                argument.getBegin() < 0 ? argument.getText() // tokens that were given and do not occur in the text
                        : sentence.getText().substring(argument.getBegin(), argument.getStop())))));
    }
}
