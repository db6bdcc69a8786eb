package dev.srlstream.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the registry's answers, the least recently used go first. Of the threads that miss the same key, one asks and the others wait.
 * That a schema is unknown or unreadable is remembered for a short while; faults are not. Safe for use by several threads.
 */
final class RegistryCache<K, V> {
    private static final Duration NEGATIVE_TTL = Duration.ofSeconds(5);

    private final Map<K, Entry<V>> entries;
    private final @Nullable Duration ttl;
    private final LongSupplier nanoTime;

    /**
     * @param bound how many answers it holds at most
     * @param ttl how long an answer counts; null for ever
     * @param nanoTime the clock, in nanoseconds, as {@link System#nanoTime()}
     */
    RegistryCache(int bound, @Nullable Duration ttl, LongSupplier nanoTime) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Entry<V>> eldest) {
                return size() > bound;
            }
        };
        this.ttl = ttl;
        this.nanoTime = nanoTime;
    }

    V get(K key, Supplier<V> ask) {
        Entry<V> mine = new Entry<>();
        Entry<V> entry;
        synchronized (entries) {
            entry = entries.get(key);
            if (entry == null || entry.expired(nanoTime.getAsLong())) {
                entries.put(key, mine);
                entry = mine;
            }
        }
        if (entry == mine) {
            fill(key, mine, ask);
        }
        try {
            return entry.answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (entry != mine && e.getCause() instanceof InterruptException) {
                // Another thread was interrupted while it asked; this one was not.
                return get(key, ask);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void fill(K key, Entry<V> entry, Supplier<V> ask) {
        try {
            V answer = ask.get();
            entry.expireAfter(ttl, nanoTime.getAsLong());
            entry.answer.complete(answer);
        } catch (SchemaNotFoundException | UnreadableSchemaException e) {
            entry.expireAfter(NEGATIVE_TTL, nanoTime.getAsLong());
            entry.answer.completeExceptionally(e);
        } catch (Throwable e) {
            synchronized (entries) {
                entries.remove(key, entry);
            }
            entry.answer.completeExceptionally(e);
        }
    }

    private static final class Entry<V> {
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
