package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionCheckTest {
    private static final TopicPartition PARTITION = new TopicPartition("sentences", 3);

    private final PositionCheck check = new PositionCheck(new HashMap<>(), new TreeMap<>());

    @Test
    void beginsAPartitionThatWasNeverWorkedOn() {
        check.add(PARTITION, null, 5, 9, false);

        assertThat(check.fresh()).containsExactly(Map.entry(PARTITION, 5L));
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void acceptsAPositionWithinThePartition() {
        check.add(PARTITION, 5L, 5, 9, true);
        check.add(new TopicPartition("sentences", 4), 9L, 5, 9, true);

        assertThat(check.fresh()).isEmpty();
        assertThat(check.problems()).isEmpty();
    }

    @Test
    void refusesToBeginAnewWhereWorkWasDone() {
        check.add(PARTITION, null, 0, 9, true);

        assertThat(check.refusal(Fixtures.settings(Map.of("application.id", "labels"))))
                .contains("in partition 3 no position is committed")
                .contains("kafka-consumer-groups")
                .contains("--group labels --topic sentences:3 --reset-offsets");
    }

    @Test
    void refusesToSkipWhatWasDeletedUnread() {
        check.add(PARTITION, 2L, 5, 9, true);

        assertThat(check.refusal(Fixtures.settings(Map.of("kafka.group.protocol", "streams"))))
                .contains("3 sentences were deleted before they were read")
                .contains("kafka-streams-groups")
                .contains("--input-topic sentences:3");
    }

    @Test
    void refusesAPositionBeyondTheEnd() {
        check.add(PARTITION, 12L, 5, 9, true);

        assertThat(check.refusal(Fixtures.settings(Map.of()))).contains("it ends at 9, but was read up to 12");
    }
}
