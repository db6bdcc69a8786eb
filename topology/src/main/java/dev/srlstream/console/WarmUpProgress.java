package dev.srlstream.console;

import dev.srlstream.warmup.WarmUpListener;
import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar while a model loads; it disappears on {@link #close}. Owned by the caller that warms up. */
public final class WarmUpProgress implements WarmUpListener, AutoCloseable {
    private static final int PERCENT = 100;
    private static final int WIDTH = 72;

    private final PrintWriter err;
    private final ProgressBar bar;

    /** @param err the terminal */
    public WarmUpProgress(PrintWriter err) {
        this.err = err;
        this.bar = new ProgressBarBuilder()
                .setTaskName("Model")
                .setInitialMax(PERCENT)
                .setUnit("%", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(100)
                .continuousUpdate()
                .hideEta()
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .build();
    }

    @Override
    public void begins(String stage) {
        bar.setExtraMessage(stage);
    }

    @Override
    public void advances(double fraction) {
        bar.stepTo(Math.round(fraction * PERCENT));
    }

    @Override
    public void close() {
        bar.close();
        draw(" ".repeat(WIDTH));
        draw("");
    }

    private void draw(String line) {
        err.print("\r" + line);
        err.flush();
    }
}
