package dev.srlstream.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HoldTest {
    private static final String SHA256 = "bbbbbbbb" + "0".repeat(56);
    private static final String OLD = "srl-stream-one-model-aaaaaaaa-StreamThread-1-consumer";
    private static final String SAME = "srl-stream-two-model-bbbbbbbb-StreamThread-1-consumer";
    private static final String UNTOLD = "srl-stream-6ba7b810-9dad-11d1-80b4-00c04fd430c8-StreamThread-1-consumer";

    private final AtomicInteger holding = new AtomicInteger();

    @Test
    void joinsAnEmptyGroupAtOnce() throws Exception {
        // Given
        AnsweredGroup group = new AnsweredGroup().then();
        // When
        boolean joins = hold(group).await();
        // Then
        assertThat(joins).isTrue();
        assertThat(group.asked()).isEqualTo(1);
        assertThat(holding).hasValue(0);
    }

    @Test
    void joinsThoseOfItsOwnModelAtOnce() throws Exception {
        // Given
        AnsweredGroup group = new AnsweredGroup().then(SAME, SAME);
        // When
        boolean joins = hold(group).await();
        // Then
        assertThat(joins).isTrue();
        assertThat(holding).hasValue(0);
    }

    @Test
    void doesNotWaitForMembersThatDoNotTellTheirModel() throws Exception {
        // Given
        AnsweredGroup group = new AnsweredGroup().then(UNTOLD, "console-consumer");
        // When
        boolean joins = hold(group).await();
        // Then
        assertThat(joins).isTrue();
        assertThat(holding).hasValue(0);
    }

    @Test
    void waitsUntilTheLastOfAnotherModelIsGone() throws Exception {
        // Given
        AnsweredGroup group = new AnsweredGroup()
                .then(OLD, OLD, SAME)
                .then(OLD)
                .then(OLD, UNTOLD)
                .then(SAME, UNTOLD);
        // When
        boolean joins = hold(group).await();
        // Then
        assertThat(joins).isTrue();
        assertThat(group.asked()).isEqualTo(4);
        assertThat(holding).hasValue(1);
    }

    @Test
    void goesOnAskingBrokersThatDoNotAnswer() throws Exception {
        // Given
        AnsweredGroup group = new AnsweredGroup()
                .then(OLD)
                .thenFails(new TimeoutException())
                .thenFails(new ExecutionException(new DisconnectException("away")))
                .thenFails(new org.apache.kafka.common.errors.TimeoutException("away"))
                .thenFails(new ExecutionException(new GroupAuthorizationException("srl-stream")))
                .then(OLD)
                .then();
        // When
        boolean joins = hold(group).await();
        // Then
        assertThat(joins).isTrue();
        assertThat(group.asked()).isEqualTo(7);
        assertThat(holding).hasValue(1);
    }

    @Test
    void doesNotJoinBeforeTheBrokersHaveToldWhoIsThere() throws Exception {
        // Given
        AnsweredGroup group = new AnsweredGroup()
                .thenFails(new ExecutionException(new DisconnectException("away")))
                .then(OLD)
                .then();
        // When
        boolean joins = hold(group).await();
        // Then
        assertThat(joins).isTrue();
        assertThat(group.asked()).isEqualTo(3);
    }

    @Test
    void leavesBrokersThatAreTooOldToKafkaStreams() throws Exception {
        // Given
        AnsweredGroup group =
                new AnsweredGroup().thenFails(new ExecutionException(new UnsupportedVersionException("too old")));
        // When
        boolean joins = hold(group).await();
        // Then
        assertThat(joins).isTrue();
        assertThat(holding).hasValue(0);
    }

    @Test
    void endsAtOnceWhenItIsClosed() throws Exception {
        // Given
        CountDownLatch waits = new CountDownLatch(1);
        Hold hold = new Hold(new AnsweredGroup().then(OLD), SHA256, waits::countDown, Duration.ofHours(1));
        CompletableFuture<Boolean> joins = CompletableFuture.supplyAsync(() -> await(hold));
        waits.await();
        // When
        hold.close();
        // Then
        assertThat(joins.get()).isFalse();
    }

    @Test
    void doesNotJoinWhenItWasClosedBefore() throws Exception {
        // Given
        Hold hold = hold(new AnsweredGroup().then());
        hold.close();
        // When
        boolean joins = hold.await();
        // Then
        assertThat(joins).isFalse();
    }

    private Hold hold(Group group) {
        return new Hold(group, SHA256, holding::incrementAndGet, Duration.ofMillis(1));
    }

    private static boolean await(Hold hold) {
        try {
            return hold.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
