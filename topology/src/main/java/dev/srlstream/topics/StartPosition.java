package dev.srlstream.topics;

import java.time.Instant;

/** Where reading of each partition begins. */
public sealed interface StartPosition {
    /** How a position is written, for messages. */
    String FORMS = "beginning, end, offset:N or time:T, where T is " + PointInTime.FORMS;

    /** At the oldest record that is there. */
    record Beginning() implements StartPosition {}

    /** Behind the newest record. */
    record End() implements StartPosition {}

    /** At the same offset of each partition. */
    record AtOffset(long offset) implements StartPosition {}

    /** At the first record of a partition whose timestamp is not before this time. */
    record AtTime(Instant time) implements StartPosition {}

    /** At the last records of all partitions together, by their timestamps. */
    record Last(long records) implements StartPosition {}

    /**
     * Reads one of {@link #FORMS}.
     *
     * @param now what durations are counted back from
     * @throws IllegalArgumentException with what is wrong, as the beginning of a sentence without a full stop
     */
    static StartPosition parse(String text, Instant now) {
        if (text.equalsIgnoreCase("beginning")) {
            return new Beginning();
        }
        if (text.equalsIgnoreCase("end")) {
            return new End();
        }
        if (text.startsWith("offset:")) {
            String offset = text.substring("offset:".length());
            if (!offset.matches("\\d{1,18}")) {
                throw new IllegalArgumentException("'" + offset + "' is no offset, which is a number from 0 on");
            }
            return new AtOffset(Long.parseLong(offset));
        }
        if (text.startsWith("time:")) {
            return new AtTime(PointInTime.parse(text.substring("time:".length()), now));
        }
        throw new IllegalArgumentException("'" + text + "' is no position; there are " + FORMS);
    }
}
