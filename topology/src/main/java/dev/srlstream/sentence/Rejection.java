package dev.srlstream.sentence;

/**
 * Why a record got no frames. A value, not a fault: the record goes to the rejections topic and the stream goes on.
 *
 * @param stage where it failed
 * @param reason one sentence with the offending value and the limit, never the sentence's text
 */
public record Rejection(Stage stage, String reason) {
    /** The steps that a record passes, in this order. */
    public enum Stage {
        /** From bytes to an event. */
        DECODE,
        /** From an event to an accepted sentence. */
        VALIDATE,
        /** From words to wordpieces. */
        ENCODE,
        /** From wordpieces to probabilities. */
        INFER,
        /** From frames to a record. */
        WRITE
    }
}
