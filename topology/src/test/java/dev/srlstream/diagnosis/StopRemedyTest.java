package dev.srlstream.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StopRemedyTest {
    @Test
    void leavesOffsetsToTheNextStart() {
        var lost = new NoOffsetForPartitionException(Set.of(new TopicPartition("sentences", 5)));

        Optional<String> remedy = StopRemedy.of(new KafkaException("Revoked", lost));

        assertThat(remedy).get(STRING).startsWith("start again").contains("committed offsets");
    }

    @Test
    void keepsOperatorsFromTheResetThatKafkaAdvises() {
        Optional<String> remedy = StopRemedy.of(
                new KafkaException(
                        "Existing internal topic srl-pending-sentences-changelog has invalid partitions: expected: 3; actual: 2. Use 'org.apache.kafka.tools.StreamsResetter' tool"));

        assertThat(remedy).get(STRING).contains("extends the changelog").contains("do not reset");
    }

    @Test
    void addsNothingToOtherFaults() {
        assertThat(StopRemedy.of(new IllegalStateException())).isEmpty();
    }
}
