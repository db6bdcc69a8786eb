package dev.srlstream.console;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
public final class NumberText {
    private static final List<String> THOUSANDS = List.of("", " thousand", " million", " billion");
    private static final List<String> BYTES = List.of(" bytes", " kB", " MB", " GB", " TB");

    private NumberText() {}

    /** For example {@code 1 sentence}, {@code 1,200 sentences}. */
    public static String of(long count, String singular) {
        return String.format(Locale.ROOT, "%,d %s%s", count, singular, count == 1 ? "" : "s");
    }

    /** For example {@code 17.2 MB}; thousands, not 1024. */
    public static String bytes(long bytes) {
        return scaled(bytes, BYTES);
    }

    /** For example {@code 110.1 million}. */
    public static String rounded(long count) {
        return scaled(count, THOUSANDS);
    }

    /** For example {@code 230 ms}, {@code 4.1 s}. */
    public static String elapsed(Duration duration) {
        return duration.toMillis() < 1000
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String scaled(long value, List<String> units) {
        double scaled = value;
        int unit = 0;
        // 999.95 would be shown as 1000.0.
        while (scaled >= 999.95 && unit < units.size() - 1) {
            scaled /= 1000;
            unit++;
        }
        return (unit == 0 ? Long.toString(value) : String.format(Locale.ROOT, "%.1f", scaled)) + units.get(unit);
    }
}
