package dev.srlstream.stream.clients;

import dev.srlstream.config.ConfiguredSerde;
import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import java.io.Closeable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The serialiser and the deserialiser of each stream thread, with what they know of the registry. All tasks of the thread use them, as
 * all partitions of a consumer do: if each had its own, a slow registry would be asked for the same schemas once for every partition,
 * in one transaction. They outlive the tasks: after a transaction that timed out, these would otherwise know as little as before.
 * Threads share none, because foreign serialisers need not be made for that. Safe from any thread; to be closed when no stream thread
 * is left.
 */
public final class ThreadSerdes implements AutoCloseable {
    private final Queue<Closeable> made = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Deserializer<?>> deserializers;
    private final ThreadLocal<Serializer<Object>> serializers;

    public ThreadSerdes(Settings settings) {
        deserializers =
                ThreadLocal.withInitial(() -> kept(ConfiguredSerde.deserializer(settings, SentenceEvent.class)));
        serializers = ThreadLocal.withInitial(() -> kept(ConfiguredSerde.serializer(settings)));
    }

    private <T extends Closeable> T kept(T serde) {
        made.add(serde);
        return serde;
    }

    /** That of the calling thread, made when it first asks. */
    public Deserializer<?> deserializer() {
        return deserializers.get();
    }

    /** That of the calling thread, made when it first asks. */
    public Serializer<Object> serializer() {
        return serializers.get();
    }

    @Override
    public void close() {
        made.forEach(serde -> Utils.closeQuietly(serde, serde.getClass().getName()));
    }
}
