package dev.srlstream.reliability.load;

import dev.srlstream.event.SentenceEvent;
import org.jspecify.annotations.Nullable;

/**
 * A sentence before it gets its id.
 *
 * @param event null where the record's value is no sentence
 * @param raw the record's value in that case
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Draft(@Nullable SentenceEvent event, byte @Nullable [] raw) {
    /** A record without a value. */
    static final Draft NOTHING = new Draft(null, null);

    /** Null for a record that is no sentence. */
    public @Nullable SentenceEvent withId(String id) {
        return event == null ? null : SentenceEvent.newBuilder(event).setId(id).build();
    }
}
