package dev.srlstream.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What real PyTorch rounded, as {@code pytorch/rounding.py} asked it. */
class RoundingTest {
    private static final Path ROUNDED = Path.of("src/test/resources/pytorch/rounding.tsv");
    private static final int FLOAT16_COLUMN = 1;
    private static final int BFLOAT16_COLUMN = 2;

    @Test
    void knowsWhatPytorchRoundsToFloat16() throws IOException {
        assertKnows(Rounding.FLOAT16, FLOAT16_COLUMN, 1 << 13);
    }

    @Test
    void knowsWhatPytorchRoundsToBfloat16() throws IOException {
        assertKnows(Rounding.BFLOAT16, BFLOAT16_COLUMN, 1 << 16);
    }

    @Test
    void anotherNumberOfTheFormatIsNoRounding() {
        assertThat(Rounding.FLOAT16.explains(1f, 1f + 0x1p-10f)).isFalse();
        assertThat(Rounding.FLOAT16.explains(1f + 0x1p-12f, 1f + 0x1p-10f)).isFalse();
        assertThat(Rounding.FLOAT16.explains(0x1p-26f, 0x1p-24f)).isFalse();
        assertThat(Rounding.FLOAT16.explains(1e6f, 65_504f)).isFalse();
        assertThat(Rounding.BFLOAT16.explains(1f, 1f + 0x1p-7f)).isFalse();
    }

    /** @param step bits of a float32 from one normal number of the format to the next */
    private static void assertKnows(Rounding rounding, int column, int step) throws IOException {
        List<String> lines = Files.readAllLines(ROUNDED);
        assertThat(lines).hasSizeGreaterThan(100);
        for (String line : lines) {
            String[] bits = line.split("\t", -1);
            float exact = Float.intBitsToFloat(Integer.parseInt(bits[0]));
            int roundedBits = Integer.parseInt(bits[column]);
            float rounded = Float.intBitsToFloat(roundedBits);
            assertThat(rounding.explains(exact, rounded))
                    .as("%s to %s", exact, rounded)
                    .isTrue();
            assertThat(rounding.excludes(roundedBits)).isFalse();
            // Half a step further is between two numbers of the format, and two steps further too far away.
            assertThat(rounding.explains(exact, Float.intBitsToFloat(roundedBits + step / 2)))
                    .as(line)
                    .isFalse();
            if (Math.abs(exact) >= 0x1p-13f) {
                assertThat(rounding.explains(exact, Float.intBitsToFloat(roundedBits + 2 * step)))
                        .as(line)
                        .isFalse();
            }
        }
    }
}
