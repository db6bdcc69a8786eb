package dev.srlstream.quickstart;

import java.util.Map;

/** Publishes the sentences of a {@link SentenceFeed} at a steady pace, from a thread of its own, until it is stopped. */
final class SteadyFeed implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int AT_A_TIME = 10;

    private final SentenceFeed feed;
    private final Thread thread = new Thread(this::publish, "steady-feed");
    private volatile boolean stopped;
    private volatile int published;

    SteadyFeed(String topic, int partitions, String servers, Map<String, Object> serde) {
        feed = new SentenceFeed(topic, partitions, servers, serde);
        thread.setDaemon(true);
        thread.start();
    }

    private void publish() {
        while (!stopped) {
            int next = published + AT_A_TIME;
            feed.publishUpTo(next, PAUSE_NANOS);
            published = next;
        }
    }

    /** Returns how many sentences have been published in all. */
    int stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return published;
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        feed.close();
    }
}
