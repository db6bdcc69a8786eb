package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.model.WordpieceRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimedDeviceTest {
    private static final List<String> LABELS = List.of("O", "B-V", "I-V", "B-ARG1", "I-ARG1");

    @ParameterizedTest
    @CsvSource({"5ms/128, 5000000", "0.5ms/128, 500000", "250us/64, 500000", "1s/128, 1000000000"})
    void readsHowLongWordpiecesTake(String text, long nanosecondsFor128) {
        // When
        DeviceSpeed speed = DeviceSpeed.parse(text);

        // Then
        assertThat(speed.nanos(128)).isEqualTo(nanosecondsFor128);
        assertThat(speed.nanos(1_280)).isEqualTo(10 * nanosecondsFor128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5ms", "5/128", "5ms/0", "ms/128", "-5ms/128", "5 ms / 128"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> DeviceSpeed.parse(text)).hasMessageContaining("as in 5ms/128");
    }

    @Test
    void saysItsSpeedAsPeopleDo() {
        assertThat(DeviceSpeed.parse("5ms/128")).hasToString("5 ms per 128 wordpieces");
        assertThat(DeviceSpeed.parse("50us/128")).hasToString("0.05 ms per 128 wordpieces");
        assertThat(DeviceSpeed.parse("10ms/128")).hasToString("10 ms per 128 wordpieces");
    }

    @Test
    void takesTheTimeOfItsRealWordpiecesAndHardlyAnyProcessor() {
        // Given rows of 32 and 96 wordpieces, which padded would be 192
        var device = new TimedDevice(new DeviceSpeed(Duration.ofMillis(400), 128), LABELS);
        var rows = List.of(row(32), row(96));
        // When: a busy machine may wake it late, but not every time
        Duration shortest = Duration.ofDays(1);
        double leastCpu = Double.MAX_VALUE;
        List<float[]> outputs = List.of();
        for (int i = 0; i < 50 && (shortest.toMillis() >= 600 || leastCpu >= 0.3); i++) {
            double cpu = Usage.now().cpuSeconds();
            long begin = System.nanoTime();
            outputs = device.forward(rows);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            shortest = took.compareTo(shortest) < 0 ? took : shortest;
            leastCpu = Math.min(leastCpu, Usage.now().cpuSeconds() - cpu);
        }

        // Then
        assertThat(shortest).isBetween(Duration.ofMillis(400), Duration.ofMillis(599));
        assertThat(leastCpu).isLessThan(0.3);
        assertThat(outputs).extracting(output -> output.length).containsExactly(32 * 5, 96 * 5);
    }

    @Test
    void everyWordpieceHasProbabilitiesThatAddUpToOne() {
        // Given
        var device = new TimedDevice(new DeviceSpeed(Duration.ZERO, 1), LABELS);

        // When
        float[] output = device.forward(List.of(row(6))).get(0);

        // Then
        for (int piece = 0; piece < 6; piece++) {
            float sum = 0;
            for (int label = 0; label < 5; label++) {
                sum += output[piece * 5 + label];
            }
            assertThat(sum).isBetween(0.999f, 1.001f);
        }
    }

    private static WordpieceRow row(int length) {
        return new WordpieceRow(new int[length], 1, 2);
    }
}
