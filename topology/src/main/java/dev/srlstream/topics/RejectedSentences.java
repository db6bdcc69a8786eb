package dev.srlstream.topics;

import dev.srlstream.config.Settings;
import dev.srlstream.console.RejectedRecord;
import dev.srlstream.event.SentenceEvent;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What rejected records say, where they can be decoded. A rejection is shown without it as well: so nothing is waited for, and a registry that
 * cannot be asked is told of once. Owned by one thread, which closes it.
 */
public final class RejectedSentences implements AutoCloseable {
    private final Settings settings;
    private final Consumer<String> remarks;
    private @Nullable EventDecoder<SentenceEvent> decoder;
    private boolean silent;

    /** @param remarks told, in a sentence, when the registry cannot be asked */
    public RejectedSentences(Settings settings, Consumer<String> remarks) {
        this.settings = settings;
        this.remarks = remarks;
    }

    /** Null where the value is no sentence, or not all of one. */
    public @Nullable SentenceEvent sentence(ConsumerRecord<byte[], byte[]> entry, RejectedRecord rejected) {
        if (silent || entry.value() == null || rejected.isCut()) {
            return null;
        }
        try {
            if (decoder == null) {
                decoder = new EventDecoder<>(settings, SentenceEvent.class, Duration.ZERO);
            }
            return decoder.decode(entry);
        } catch (SerializationException e) {
            return null;
        } catch (TopicException e) {
            silent = true;
            remarks.accept("Sentences are not decoded. " + e.getMessage());
            return null;
        }
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
        }
    }
}
