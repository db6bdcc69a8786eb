package dev.srlstream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryCacheTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RegistryCache<Integer, String> cache = new RegistryCache<>(2, answer -> null, () -> 0);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void letsOneThreadAskWhileTheOthersWait() throws Exception {
        // Given
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Future<String> first = threads.submit(() -> cache.get(1, () -> {
            asked.incrementAndGet();
            asking.countDown();
            await(answered);
            return "one";
        }));
        await(asking);
        List<Future<String>> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(threads.submit(() -> cache.get(1, () -> "asked again " + asked.incrementAndGet())));
        }

        // When
        answered.countDown();

        // Then
        assertThat(first.get()).isEqualTo("one");
        for (Future<String> other : others) {
            assertThat(other.get()).isEqualTo("one");
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void letsAnotherThreadAskWhereTheFirstWasInterrupted() throws Exception {
        // Given
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> catchThrowable(() -> cache.get(1, () -> {
            asking.countDown();
            await(interrupted);
            throw new InterruptException(new InterruptedException());
        })));
        await(asking);
        Future<String> second = threads.submit(() -> cache.get(1, () -> "one"));

        // When
        interrupted.countDown();

        // Then
        assertThat(second.get()).isEqualTo("one");
        assertThat(first.get()).isInstanceOf(InterruptException.class);
    }

    @Test
    void forgetsFaults() {
        // Given
        Throwable fault = catchThrowable(() -> cache.get(1, () -> {
            throw new RegistryUnavailableException("down", null);
        }));

        // When
        String answer = cache.get(1, () -> "one");

        // Then
        assertThat(fault).isInstanceOf(RegistryUnavailableException.class);
        assertThat(answer).isEqualTo("one");
    }

    @Test
    void forgetsTheLeastRecentlyUsedBeyondItsBound() {
        // Given
        cache.get(1, () -> "one");
        cache.get(2, () -> "two");
        cache.get(1, () -> "one again");

        // When
        cache.get(3, () -> "three");

        // Then
        assertThat(cache.get(1, () -> "one again")).isEqualTo("one");
        assertThat(cache.get(2, () -> "two again")).isEqualTo("two again");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
