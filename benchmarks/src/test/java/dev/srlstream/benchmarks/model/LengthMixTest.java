package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.srlstream.cli.options.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LengthMixTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void makesUpLengthsOfMean34WithOneOf92InEvery32() throws Exception {
        // When
        List<Integer> lengths = LengthMix.of("lognormal");

        // Then
        assertThat(lengths).isEqualTo(LengthMix.of("lognormal"));
        assertThat(lengths.stream().mapToInt(Integer::intValue).average().orElseThrow())
                .isCloseTo(34, within(0.5));
        for (int begin = 0; begin < lengths.size(); begin += 32) {
            assertThat(lengths.subList(begin, begin + 32)).contains(92).allMatch(length -> length >= 3 && length <= 92);
        }
    }

    @Test
    void readsOneLengthPerLineInOrder() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("lengths"), "40\n3\n 17\n");

        // When
        List<Integer> lengths = LengthMix.of(file.toString());

        // Then
        assertThat(lengths).containsExactly(40, 3, 17);
    }

    @Test
    void namesTheLineThatIsNoLength() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("lengths"), "40\n2\n");

        // Then
        assertThatThrownBy(() -> LengthMix.of(file.toString()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(file + ", line 2: a length is a whole number of wordpieces from 3 on");
    }
}
