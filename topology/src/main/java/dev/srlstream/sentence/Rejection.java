package dev.srlstream.sentence;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a record got no frames. A value, not a fault: the record goes to the rejections topic and the stream goes on.
 *
 * @param stage where it failed
 * @param reason one sentence with the offending value and the limit, never the sentence's text
 * @param thrown what was thrown, if that is the reason; its message can contain the sentence's text
 */
public record Rejection(
        Stage stage, String reason, @Nullable Throwable thrown) implements Reading, Labelling {
    /** The steps that a record passes, in this order. */
    public enum Stage {
        /** From bytes to an event. */
        DECODE,
        /** From an event to an accepted sentence: words and predicates are found here. */
        VALIDATE,
        /** From words to wordpieces. */
        ENCODE,
        /** From wordpieces to frames. */
        INFER,
        /** From frames to a record. */
        WRITE;

        /** As in the header of a rejection: in lower case. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Rejection(Stage stage, String reason) {
        this(stage, reason, null);
    }

    /**
     * The rejection of a record for something unforeseen. The caller has made sure that it is no {@link ProcessFault}.
     *
     * @param thrown named by its class only, as its message can contain the sentence's text
     */
    public static Rejection unforeseen(Stage stage, Throwable thrown) {
        return new Rejection(
                stage,
                "An unexpected " + thrown.getClass().getName() + " was thrown at the stage " + stage
                        + "; this is a defect, please report it.",
                thrown);
    }
}
