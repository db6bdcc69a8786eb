package dev.srlstream.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** A measure as people write it: two significant digits, in plain digits where these are few. */
public final class TwoDigits {
    private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_EVEN);
    private static final double FEWEST = 1e-4;
    private static final double MOST = 1e7;

    private TwoDigits() {}

    /** For example {@code 0.75}, {@code 0.0063}, {@code 130} and {@code 1.2e-07}. */
    public static String of(double number) {
        double size = Math.abs(number);
        return size == 0 || (size >= FEWEST && size < MOST)
                ? BigDecimal.valueOf(number).round(TWO).stripTrailingZeros().toPlainString()
                : String.format(Locale.ROOT, "%.1e", number);
    }
}
