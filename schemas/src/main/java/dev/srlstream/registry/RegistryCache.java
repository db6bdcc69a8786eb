package dev.srlstream.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the registry's answers, the least recently used go first. Of the threads that miss the same key, one asks and the others wait.
 * That a schema is unreadable is remembered for a short while. Faults are not, nor that a schema is unknown: it can be there a moment
 * later. Safe for use by several threads.
 */
final class RegistryCache<K, V> {
    private static final Duration UNREADABLE_TTL = Duration.ofSeconds(5);

    private final Map<K, Slot<V>> slots;
    private final Function<? super V, @Nullable Duration> ttl;
    private final LongSupplier nanoTime;

    /**
     * @param bound how many answers it holds at most
     * @param ttl how long an answer counts; null where it does so for ever
     * @param nanoTime the clock, in nanoseconds, as {@link System#nanoTime()}
     */
    RegistryCache(int bound, Function<? super V, @Nullable Duration> ttl, LongSupplier nanoTime) {
        this.slots = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Slot<V>> eldest) {
                return size() > bound;
            }
        };
        this.ttl = ttl;
        this.nanoTime = nanoTime;
    }

    V get(K key, Supplier<V> ask) {
        Slot<V> mine = new Slot<>();
        Slot<V> slot;
        synchronized (slots) {
            slot = slots.get(key);
            if (slot == null || slot.expired(nanoTime.getAsLong())) {
                slots.put(key, mine);
                slot = mine;
            }
        }
        if (slot == mine) {
            fill(key, mine, ask);
        }
        try {
            return slot.answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (slot != mine && e.getCause() instanceof InterruptException) {
                // Another thread was interrupted while it asked; this one was not.
                return get(key, ask);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Lets the key be asked for anew, unless it has another answer than this one by now. */
    void forget(K key, V answer) {
        synchronized (slots) {
            Slot<V> slot = slots.get(key);
            if (slot != null && answer.equals(slot.answer.getNow(null))) {
                slots.remove(key);
            }
        }
    }

    private void fill(K key, Slot<V> slot, Supplier<V> ask) {
        try {
            V answer = ask.get();
            slot.expireAfter(ttl.apply(answer), nanoTime.getAsLong());
            slot.answer.complete(answer);
        } catch (UnreadableSchemaException e) {
            slot.expireAfter(UNREADABLE_TTL, nanoTime.getAsLong());
            slot.answer.completeExceptionally(e);
        } catch (Throwable e) {
            synchronized (slots) {
                slots.remove(key, slot);
            }
            slot.answer.completeExceptionally(e);
        }
    }

    private static final class Slot<V> {
        final CompletableFuture<V> answer = new CompletableFuture<>();
        private volatile @Nullable Long expiry;

        void expireAfter(@Nullable Duration ttl, long now) {
            expiry = ttl == null ? null : now + ttl.toNanos();
        }

        boolean expired(long now) {
            Long at = expiry;
            return at != null && now - at >= 0;
        }
    }
}
