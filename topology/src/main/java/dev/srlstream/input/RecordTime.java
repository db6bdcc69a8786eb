package dev.srlstream.input;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** The timestamp of a record as people write it. */
public final class RecordTime {
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern ZONED = Pattern.compile(".*T.*(Z|[+-]\\d{2}(:?\\d{2})?)", Pattern.CASE_INSENSITIVE);

    /** As milliseconds the first months of 1970, as seconds 2001 to 2286. */
    private static final long FEWEST_SECONDS = 1_000_000_000L;

    private static final long MOST_SECONDS = 9_999_999_999L;

    private RecordTime() {}

    /**
     * Reads milliseconds since 1970, or ISO 8601, which is UTC where it has no zone. Returns milliseconds since 1970.
     *
     * @param what names what is read, at the beginning of a sentence
     * @throws MalformedLineException when it is neither, or seconds
     */
    public static long parse(String what, String text) throws MalformedLineException {
        long time;
        try {
            time = MILLISECONDS.matcher(text).matches()
                    ? Long.parseLong(text)
                    : iso8601(text).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new MalformedLineException(
                    what
                            + " is no time; write milliseconds since 1970, or ISO 8601 such as 2026-11-30T12:00:00Z, 2026-11-30T13:00:00.5+01:00 or 2026-11-30.");
        }
        return checked(what, time);
    }

    /** The same for what is a number already. */
    static long checked(String what, long time) throws MalformedLineException {
        if (time < 0) {
            throw new MalformedLineException(what + " is before 1970, and Kafka knows no earlier time.");
        }
        if (time >= FEWEST_SECONDS && time <= MOST_SECONDS) {
            throw new MalformedLineException(
                    what + " is in seconds, as it has ten digits; Kafka counts milliseconds: write three more digits.");
        }
        return time;
    }

    /**
     * A date, which begins at midnight, or a time of a day; UTC where it has no zone.
     *
     * @throws DateTimeParseException when it is neither
     */
    public static Instant iso8601(String text) {
        if (DATE.matcher(text).matches()) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return ZONED.matcher(text).matches()
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
