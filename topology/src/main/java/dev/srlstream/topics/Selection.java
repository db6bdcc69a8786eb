package dev.srlstream.topics;

import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What to read of a topic.
 *
 * @param partitions by number; all of them when empty
 * @param counted which records {@link StartPosition.Last} counts
 */
public record Selection(
        String topic, Set<Integer> partitions, StartPosition start, Predicate<ConsumerRecord<byte[], byte[]>> counted) {

    public Selection {
        partitions = Set.copyOf(partitions);
    }

    /** A topic from its beginning. */
    public static Selection all(String topic) {
        return new Selection(topic, Set.of(), new StartPosition.Beginning(), entry -> true);
    }

    /** Whether every record of the topic can be among those that are meant. */
    public boolean isWhole() {
        return partitions.isEmpty()
                && (start instanceof StartPosition.Beginning || start instanceof StartPosition.Last);
    }
}
