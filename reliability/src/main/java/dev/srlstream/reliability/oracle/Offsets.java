package dev.srlstream.reliability.oracle;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers say of offsets and transactions. Brokers that do not answer are asked again for some minutes. The admin client
 * stays the caller's.
 */
public record Offsets(Admin admin) {
    /** How far a group has committed a topic, by partition; nothing where it has not. */
    public Map<Integer, Long> committed(String group, String topic) throws InterruptedException, ExecutionException {
        Map<Integer, Long> offsets = new HashMap<>();
        ask(() -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (partition.topic().equals(topic) && offset != null) {
                        offsets.put(partition.partition(), offset.offset());
                    }
                });
        return offsets;
    }

    /** Where partitions end, for readers of that isolation level. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, IsolationLevel isolation)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
        return ask(() -> admin.listOffsets(latest, new ListOffsetsOptions(isolation))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Transactions that somebody began and nobody ended. */
    public long openTransactions() throws InterruptedException, ExecutionException {
        ListTransactionsOptions open = new ListTransactionsOptions()
                .filterStates(List.of(
                        TransactionState.ONGOING, TransactionState.PREPARE_ABORT, TransactionState.PREPARE_COMMIT));
        return ask(() -> admin.listTransactions(open).all()).size();
    }

    /** Partitions of these that end earlier for readers of committed records than for others: a transaction hangs there. */
    public List<TopicPartition> hanging(Collection<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, Long> committed = ends(partitions, IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> all = ends(partitions, IsolationLevel.READ_UNCOMMITTED);
        return partitions.stream()
                .filter(partition -> !Objects.equals(committed.get(partition), all.get(partition)))
                .toList();
    }

    /** All partitions of topics. */
    public List<TopicPartition> partitions(Collection<String> topics) throws InterruptedException, ExecutionException {
        return ask(() -> admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private static <T> T ask(Supplier<KafkaFuture<T>> question) throws InterruptedException, ExecutionException {
        return Questions.ask(question, Questions.PATIENCE);
    }
}
