package dev.srlstream.stream.clients;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that have as many sentences pending as they may, so that their records must wait on the brokers. Tasks tell how full
 * they are, consumers ask; both on their stream thread, so each thread knows of itself alone.
 */
public final class FullPartitions {
    private final ThreadLocal<Map<TopicPartition, BooleanSupplier>> tasks = ThreadLocal.withInitial(LinkedHashMap::new);

    /** @param isFull asked before each poll */
    public void taskStarted(TopicPartition partition, BooleanSupplier isFull) {
        tasks.get().put(partition, isFull);
    }

    public void taskClosed(TopicPartition partition) {
        tasks.get().remove(partition);
    }

    /** Those of the calling thread. */
    public Set<TopicPartition> now() {
        return tasks.get().entrySet().stream()
                .filter(task -> task.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
