package dev.srlstream.reliability.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    @Test
    void asksAgainWhateverTheFailureWas() throws Exception {
        ArrayDeque<KafkaFuture<String>> answers = new ArrayDeque<>(List.of(
                failed(new IllegalArgumentException("Unexpected key set[]")),
                failed(new TimeoutException("no broker")),
                KafkaFuture.completedFuture("an answer")));

        String answer = Questions.ask(() -> answers.remove(), Questions.PATIENCE);

        assertThat(answer).isEqualTo("an answer");
    }

    @Test
    void givesUpWithTheLastFailure() {
        KafkaFuture<String> never = failed(new IllegalStateException("broken"));

        assertThatThrownBy(() -> Questions.ask(() -> never, Duration.ofMillis(500)))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("broken");
    }

    @Test
    void doesNotWaitForAnAnswerThatNeverComes() {
        assertThatThrownBy(() -> Questions.ask(KafkaFutureImpl::new, Duration.ofMillis(500)))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("No broker has answered");
    }

    private static <T> KafkaFuture<T> failed(Exception failure) {
        KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
        future.completeExceptionally(failure);
        return future;
    }
}
