package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import dev.srlstream.stream.clients.SharedState;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FullSentenceTaskTest extends SentenceTaskFixture {
    private static final TopicPartition SENTENCES = new TopicPartition("sentences", 0);

    @Test
    void hasItsPartitionLeftAloneWhileItIsFullAndTakesWhatHasBeenFetched() {
        Settings settings = Fixtures.settings(Map.of("pending.max", "3"));
        SharedState shared = Fixtures.shared(settings);
        SentenceProcessor bounded = processor(settings, shared);
        bounded.init(context);
        List.of("a", "b").forEach(id -> bounded.process(record(Fixtures.bytes(id))));
        assertThat(shared.full().now()).isEmpty();

        List.of("c", "d").forEach(id -> bounded.process(record(Fixtures.bytes(id))));
        assertThat(shared.full().now()).containsExactly(SENTENCES);
        assertThat(engine.submitted()).containsExactly("a", "b", "c", "d");

        engine.label("a");
        punctuate();
        assertThat(shared.full().now()).containsExactly(SENTENCES);
        engine.label("b");
        punctuate();
        assertThat(shared.full().now()).isEmpty();
        assertThat(outputs()).containsExactly("frames a", "frames b");
    }

    @Test
    void isFullWithOneSentenceWhenTheBytesOfAllTasksAreUsedUp() {
        Settings settings = Fixtures.settings(Map.of("pending.max.bytes", "1"));
        SharedState shared = Fixtures.shared(settings);
        SentenceProcessor bounded = processor(settings, shared);
        shared.tally().add(1);
        bounded.init(context);
        assertThat(shared.full().now()).isEmpty();

        bounded.process(record(Fixtures.bytes("a")));
        assertThat(shared.full().now()).containsExactly(SENTENCES);

        engine.label("a");
        punctuate();
        assertThat(shared.full().now()).isEmpty();
        bounded.close();
        shared.tally().remove(1);
        assertThat(shared.tally().areBytesExhausted()).isFalse();
    }

    @Test
    void isForgottenWhenItIsClosed() {
        Settings settings = Fixtures.settings(Map.of("pending.max", "3"));
        SharedState shared = Fixtures.shared(settings);
        SentenceProcessor bounded = processor(settings, shared);
        bounded.init(context);
        List.of("a", "b", "c").forEach(id -> bounded.process(record(Fixtures.bytes(id))));
        assertThat(shared.full().now()).isNotEmpty();

        bounded.close();

        assertThat(shared.full().now()).isEmpty();
    }
}
