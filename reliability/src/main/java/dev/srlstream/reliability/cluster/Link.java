package dev.srlstream.reliability.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All connections between one instance and the servers: they go through relays of this process, and can be cut. That needs no
 * rights. Owned by the network.
 */
public final class Link implements AutoCloseable {
    private final List<Relay> relays = new ArrayList<>();
    private boolean cut;

    Link() {}

    /** A port of the loopback interface that leads to a server's through this link. */
    int to(int port) throws IOException {
        Relay relay = Relay.start(this, port);
        relays.add(relay);
        return relay.port();
    }

    /** From now on nothing arrives, in both directions, and neither side is told; what is sent waits, as when TCP sends it again. */
    public synchronized void cut() {
        cut = true;
    }

    public synchronized void restore() {
        cut = false;
        notifyAll();
    }

    /** Returns when it is not cut, or when the thread is interrupted. */
    synchronized void await() {
        try {
            while (cut) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        relays.forEach(Relay::close);
        restore();
    }
}
