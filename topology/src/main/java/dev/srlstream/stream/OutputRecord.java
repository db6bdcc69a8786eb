package dev.srlstream.stream;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record on its way to a sink, with the partition that its sentence came from. It goes to the partition of
 * the same number, modulo the topic's partitions: so the order of a partition outlives records without a key and
 * publishers with a partitioner of their own.
 */
record OutputRecord(int sourcePartition, byte @Nullable [] value) {
    static final Serializer<OutputRecord> SERIALIZER = (topic, output) -> output.value();

    static final StreamPartitioner<byte[], OutputRecord> PARTITIONER =
            (topic, key, output, partitions) -> Optional.of(Set.of(output.sourcePartition() % partitions));
}
