package dev.srlstream.cli;

import dev.srlstream.console.NumberText;

/** How many sentences are through, on a line of the terminal that disappears on {@link #close}. Owned by one thread. */
final class Progress implements AutoCloseable {
    private static final long EVERY_NANOSECONDS = 200_000_000;
    private static final int WIDTH = 72;

    private final Invocation invocation;
    private long shown = System.nanoTime();

    Progress(Invocation invocation) {
        this.invocation = invocation;
    }

    void at(long sentences) {
        if (invocation.progress() && System.nanoTime() - shown > EVERY_NANOSECONDS) {
            shown = System.nanoTime();
            draw(NumberText.of(sentences, "sentence"));
        }
    }

    @Override
    public void close() {
        if (invocation.progress()) {
            draw(" ".repeat(WIDTH));
            draw("");
        }
    }

    private void draw(String line) {
        invocation.err().print("\r" + line);
        invocation.err().flush();
    }
}
