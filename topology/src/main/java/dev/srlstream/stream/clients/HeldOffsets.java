package dev.srlstream.stream.clients;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions whose tasks run on the calling stream thread, and where they are committed, as far as the thread has committed them
 * itself. Tasks tell of theirs, the thread's producer tells and asks.
 */
public final class HeldOffsets {
    private final ThreadLocal<Map<TopicPartition, Optional<OffsetAndMetadata>>> own =
            ThreadLocal.withInitial(LinkedHashMap::new);

    public void taskStarted(TopicPartition partition) {
        own.get().put(partition, Optional.empty());
    }

    public void taskClosed(TopicPartition partition) {
        own.get().remove(partition);
    }

    public void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> own.get().replace(partition, Optional.of(offset)));
    }

    /** One of the partitions whose committed offsets are known, with its offset. */
    public Optional<Map<TopicPartition, OffsetAndMetadata>> known() {
        return own.get().entrySet().stream()
                .flatMap(held -> held.getValue().map(offset -> Map.of(held.getKey(), offset)).stream())
                .findFirst();
    }

    /** One of the partitions. */
    public Optional<TopicPartition> any() {
        return own.get().keySet().stream().findFirst();
    }
}
