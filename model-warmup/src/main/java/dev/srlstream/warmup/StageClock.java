package dev.srlstream.warmup;

import dev.srlstream.event.StageTiming;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times the stages of one warm-up and tells the listener of them. Used by the thread that warms up. */
final class StageClock {
    private final WarmUpListener listener;
    private final Map<Stage, Long> nanoseconds = new EnumMap<>(Stage.class);
    private @Nullable Stage current;
    private long began;
    private double told;

    StageClock(WarmUpListener listener) {
        this.listener = listener;
    }

    /** Ends the stage before, if another one is running. */
    void begin(Stage stage) {
        if (stage == current) {
            return;
        }
        end();
        current = stage;
        began = System.nanoTime();
        listener.begins(stage.key());
        tell(stage.begin());
    }

    /** @param fraction of the current stage, from 0 to 1 */
    void advance(double fraction) {
        if (current != null) {
            tell(current.begin() + fraction * (current.end() - current.begin()));
        }
    }

    void end() {
        if (current != null) {
            nanoseconds.merge(current, System.nanoTime() - began, Long::sum);
            tell(current.end());
            current = null;
        }
    }

    /** The stages that ran; one that ran twice counts with both. */
    List<StageTiming> timings() {
        return nanoseconds.entrySet().stream()
                .map(entry -> new StageTiming(entry.getKey().key(), TimeUnit.NANOSECONDS.toMillis(entry.getValue())))
                .toList();
    }

    /** A damaged cache sends the warm-up back to reading; what listeners see never goes back. */
    private void tell(double fraction) {
        if (fraction > told) {
            told = fraction;
            listener.advances(fraction);
        }
    }
}
