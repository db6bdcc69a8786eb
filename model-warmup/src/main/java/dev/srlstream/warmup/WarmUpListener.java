package dev.srlstream.warmup;

/** Hears how a warm-up advances; called on the thread that warms up. */
public interface WarmUpListener {
    /** @param stage what begins now: read, reconcile, engine, write, load or first-forward */
    void begins(String stage);

    /** @param fraction how much of the whole warm-up is done, from 0 to 1 */
    void advances(double fraction);

    /** Hears nothing. */
    WarmUpListener SILENT = new WarmUpListener() {
        @Override
        public void begins(String stage) {}

        @Override
        public void advances(double fraction) {}
    };
}
