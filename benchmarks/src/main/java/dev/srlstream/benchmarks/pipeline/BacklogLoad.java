package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.config.Settings;
import dev.srlstream.console.SentencePublisher;
import dev.srlstream.console.TopicException;
import dev.srlstream.event.SentenceEvent;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Sentences that cost the model little, so that many can be labelled in minutes, under the numbers 0, 1, 2, … as ids and keys: one of
 * four brings a predicate, the others have none. Immutable.
 *
 * @param noise what each brings in an attribute, hardly compressible; empty for none
 */
record BacklogLoad(String noise) {
    private static final List<String> WORDS = List.of("The", "chef", "opened", "a", "small", "restaurant", ".");
    private static final int VERB = 2;
    private static final int ONE_OF = 4;

    /** @param bytes that each record is filled up with; 0 for sentences as they are */
    static BacklogLoad of(int bytes) {
        var random = new Random(4);
        var noise = new StringBuilder(bytes);
        for (int i = 0; i < bytes; i++) {
            noise.append((char) ('!' + random.nextInt('~' - '!')));
        }
        return new BacklogLoad(noise.toString());
    }

    SentenceEvent event(int number) {
        return SentenceEvent.newBuilder()
                .setId(Integer.toString(number))
                .setText(String.join(" ", WORDS))
                .setTokens(WORDS)
                .setPredicates(number % ONE_OF == 0 ? List.of(VERB) : List.of())
                .setAttributes(noise.isEmpty() ? Map.of() : Map.of("noise", noise))
                .build();
    }

    /** Publishes sentences as fast as the brokers take them, and returns when they have them. */
    void publish(Settings settings, int from, int to) throws TopicException, InterruptedException {
        try (SentencePublisher publisher = SentencePublisher.open(settings)) {
            for (int i = from; i < to; i++) {
                publisher.publish(event(i));
            }
            publisher.flush();
        }
    }
}
