package dev.srlstream.topics;

import dev.srlstream.input.RecordTime;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time as people write it. Without a zone it is UTC, as in what is printed. */
final class PointInTime {
    static final String FORMS =
            "a date (2026-11-30), a time of a day (2026-11-30T12:00, 2026-11-30T12:00:00Z, 2026-11-30T13:00:00+01:00), how long ago it is (90s, 15m, 2h, 1d) or milliseconds since 1970 (1796040000000)";

    private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    private PointInTime() {}

    /** @throws IllegalArgumentException with what is wrong, as the beginning of a sentence without a full stop */
    static Instant parse(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            ChronoUnit unit = UNITS.getOrDefault(ago.group(2), ChronoUnit.SECONDS);
            return now.minus(Duration.of(Long.parseLong(ago.group(1)), unit));
        }
        if (text.matches("\\d{1,18}")) {
            return milliseconds(text);
        }
        try {
            return RecordTime.iso8601(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no time; it is " + FORMS, e);
        }
    }

    /** Seconds would be taken for a day in 1970, and a date without hyphens as well: everything would be read. */
    private static Instant milliseconds(String text) {
        if (text.length() <= 10 && !text.matches("0+")) {
            throw new IllegalArgumentException("'" + text
                    + "' is too small for milliseconds since 1970, which have 13 digits today; a time is " + FORMS);
        }
        return Instant.ofEpochMilli(Long.parseLong(text));
    }
}
