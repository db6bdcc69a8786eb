package dev.srlstream.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.log.service.ServiceEvents.Summary;
import dev.srlstream.metrics.InstanceNumbers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummariesTest {
    @Test
    void countsSinceTheLastTimeAndTellsWhatIsNow() {
        InstanceNumbers before = numbers(1_000_000, 70, Map.of("decode", 1.0, "infer", 5.0), 7.0, 3, 100, null);
        InstanceNumbers now = numbers(1_060_000, 100, Map.of("decode", 3.0, "infer", 5.0), 9.0, 4, 190, 1_234L);

        assertThat(Summaries.summary(before, now)).isEqualTo(new Summary(60, 30, 2, 0, 0, 0, 0, 6, 9L, 4, 75, 1_234L));
    }

    @Test
    void hasNothingToDivideByBeforeThereAreWorkers() {
        InstanceNumbers none = new InstanceNumbers(5, 0, 0, 0, Map.of(), null, 0, 0, 0, 0, 0, 0, null, null);

        assertThat(Summaries.summary(none, none)).isEqualTo(new Summary(0, 0, 0, 0, 0, 0, 0, 0, null, 0, 0, null));
    }

    /** On two workers, with six partitions. */
    private static InstanceNumbers numbers(
            long at,
            double sentences,
            Map<String, Double> rejections,
            double lag,
            double pending,
            double busySeconds,
            @Nullable Long p99) {
        return new InstanceNumbers(at, sentences, 0, 0, rejections, lag, pending, busySeconds, 2, 0, 0, 6, null, p99);
    }
}
