package dev.srlstream.console;

import dev.srlstream.warmup.WarmUpListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar while a model loads; it disappears on {@link #close}. Owned by whoever warms up. */
public final class WarmUpProgress implements WarmUpListener, AutoCloseable {
    private static final List<String> STAGES = List.of("read", "reconcile", "write", "load", "first-forward");
    private static final int WIDTH = 72;

    private final PrintWriter err;
    private final ProgressBar bar;

    public WarmUpProgress(PrintWriter err) {
        this.err = err;
        this.bar = new ProgressBarBuilder()
                .setTaskName("Model")
                .setInitialMax(STAGES.size())
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .continuousUpdate()
                .hideEta()
                .startsFrom(0, Duration.ZERO)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .build();
    }

    @Override
    public void begins(String stage) {
        bar.stepTo(Math.max(0, STAGES.indexOf(stage)));
        bar.setExtraMessage(stage);
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
