package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputRecordTest {
    @Test
    void goesToThePartitionOfTheSameNumberWhateverItsKey() {
        OutputRecord output = new OutputRecord(5, new byte[] {1});

        var withoutKey = OutputRecord.PARTITIONER.partitions("frames", null, output, 8);
        var withKey = OutputRecord.PARTITIONER.partitions("frames", new byte[] {3}, output, 8);

        assertThat(withoutKey).contains(Set.of(5));
        assertThat(withKey).contains(Set.of(5));
    }

    @Test
    void goesRoundWhereThereAreFewerPartitions() {
        OutputRecord output = new OutputRecord(5, new byte[] {1});

        var partitions = OutputRecord.PARTITIONER.partitions("frames", null, output, 4);

        assertThat(partitions).contains(Set.of(1));
    }
}
