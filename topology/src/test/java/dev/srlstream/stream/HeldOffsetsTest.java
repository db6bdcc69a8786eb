package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.stream.clients.HeldOffsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldOffsetsTest {
    private static final TopicPartition FIRST = new TopicPartition("sentences", 0);
    private static final TopicPartition SECOND = new TopicPartition("sentences", 1);

    private final HeldOffsets held = new HeldOffsets();

    @Test
    void knowsNoPositionBeforeTheThreadHasCommittedOne() {
        held.taskStarted(FIRST);

        assertThat(held.known()).isEmpty();
        assertThat(held.any()).contains(FIRST);
    }

    @Test
    void knowsWhereTheThreadHasCommittedLast() {
        held.taskStarted(FIRST);
        held.taskStarted(SECOND);

        held.committed(Map.of(SECOND, new OffsetAndMetadata(7)));
        held.committed(Map.of(SECOND, new OffsetAndMetadata(9)));

        assertThat(held.known()).contains(Map.of(SECOND, new OffsetAndMetadata(9)));
    }

    @Test
    void forgetsThePositionOfATaskThatIsClosedBecauseOthersMayMoveIt() {
        held.taskStarted(FIRST);
        held.committed(Map.of(FIRST, new OffsetAndMetadata(7)));

        held.taskClosed(FIRST);
        held.committed(Map.of(FIRST, new OffsetAndMetadata(8)));
        held.taskStarted(FIRST);

        assertThat(held.known()).isEmpty();
    }

    @Test
    void keepsThreadsApart() throws Exception {
        held.taskStarted(FIRST);

        CompletableFuture<Boolean> elsewhere =
                CompletableFuture.supplyAsync(() -> held.any().isPresent());

        assertThat(elsewhere.get()).isFalse();
    }
}
