package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.inference.EngineListener;
import dev.srlstream.sentence.Rejection.Stage;

/** Passes on what it hears to the subject that is measured at the moment, as all subjects share one engine. */
final class SwitchedListener implements EngineListener {
    private volatile EngineListener listener = EngineListener.SILENT;

    void hearFor(EngineListener now) {
        listener = now;
    }

    @Override
    public void passed(Stage stage, long nanoseconds) {
        listener.passed(stage, nanoseconds);
    }

    @Override
    public void computed(int rows, int wordpieces, long nanoseconds) {
        listener.computed(rows, wordpieces, nanoseconds);
    }

    @Override
    public void split() {
        listener.split();
    }
}
