package dev.srlstream.diagnosis;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.InvalidOffsetException;

/** What to do about a fault where Kafka's own message says nothing or, worse, advises to reset the application. */
public final class StopRemedy {
    /** Kafka Streams throws the same class for everything, so its words have to do; either group protocol has its own. */
    private static final Pattern OTHER_PARTITIONS =
            Pattern.compile("-changelog has (invalid partitions|different number of partitions)");

    private static final String NO_OFFSET = "No valid committed offset found";

    private StopRemedy() {}

    /** Empty for all other faults. */
    public static Optional<String> of(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (OTHER_PARTITIONS.matcher(message).find()) {
            return Optional.of(
                    "start again, which extends the changelog to the partitions that the topic of sentences has got, or says what is wrong; do not reset the application");
        }
        if (message.contains(NO_OFFSET)
                || Causes.find(failure, InvalidOffsetException.class).isPresent()) {
            return Optional.of("start again, which goes on at the committed offsets or says what is wrong with them");
        }
        return Optional.empty();
    }
}
