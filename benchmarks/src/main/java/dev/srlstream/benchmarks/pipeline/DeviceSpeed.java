package dev.srlstream.benchmarks.pipeline;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast a simulated device is.
 *
 * @param time for so many wordpieces
 * @param wordpieces of rows as they are, [CLS] and [SEP] included; padding takes no time
 */
public record DeviceSpeed(Duration time, int wordpieces) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(us|ms|s)/([1-9][0-9]{0,6})");

    /** @throws IllegalArgumentException when the text is not of the form {@code 5ms/128} */
    public static DeviceSpeed parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no speed: give a time (us, ms or s) and how many wordpieces it takes, as in 5ms/128.");
        }
        double unit =
                switch (matcher.group(2)) {
                    case "us" -> 1e3;
                    case "ms" -> 1e6;
                    default -> 1e9;
                };
        return new DeviceSpeed(
                Duration.ofNanos((long) (Double.parseDouble(matcher.group(1)) * unit)),
                Integer.parseInt(matcher.group(3)));
    }

    /** Nanoseconds for so many wordpieces, in proportion. */
    public long nanos(long count) {
        return time.toNanos() * count / wordpieces;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.6g ms per %d wordpieces", time.toNanos() / 1e6, wordpieces)
                .replaceFirst("\\.?0+ ms", " ms");
    }
}
