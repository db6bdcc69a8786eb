package dev.srlstream.reliability.cluster;

import dev.srlstream.quickstart.AtExit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the processes of a run meet. With the right to make network namespaces, every instance has a link of its own that can
 * be cut; without, all of them use the loopback interface as it is. Owned by the run, which closes it.
 */
public final class Network implements AutoCloseable {
    /** An address for measurements within one machine (RFC 2544): of the loopback interface, and seen from the namespaces. */
    private static final String SERVERS = "198.18.255.1";

    private final List<Link> links = new ArrayList<>();
    private final Optional<String> obstacle;
    private final Runnable end = this::remove;

    private Network(Optional<String> obstacle) {
        this.obstacle = obstacle;
    }

    /** @param instances how many links there are to be */
    public static Network open(int instances) throws IOException {
        Network network = new Network(attempt(instances));
        AtExit.add(network.end);
        try {
            for (int i = 0; i < instances; i++) {
                network.links.add(network.obstacle.isPresent() ? Link.none() : Link.create(i));
            }
        } catch (IOException e) {
            network.close();
            throw e;
        }
        return network;
    }

    /** Returns why links cannot be cut; nothing where they can. */
    private static Optional<String> attempt(int instances) {
        try {
            for (int i = 0; i < instances; i++) {
                Link.forget(i);
            }
            Shell.tryTo("ip", "address", "delete", SERVERS + "/32", "dev", "lo");
            Shell.run("ip", "address", "add", SERVERS + "/32", "dev", "lo");
            Link.create(0).close();
            return Optional.empty();
        } catch (IOException e) {
            Shell.tryTo("ip", "address", "delete", SERVERS + "/32", "dev", "lo");
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why no link can be cut on this machine; empty where they can. */
    public Optional<String> obstacle() {
        return obstacle;
    }

    /** Where servers listen. */
    public String address() {
        return obstacle.isPresent() ? "127.0.0.1" : SERVERS;
    }

    /** The link of an instance, by its number. */
    public Link link(int instance) {
        return links.get(instance);
    }

    @Override
    public void close() {
        remove();
        AtExit.remove(end);
    }

    private void remove() {
        links.forEach(Link::close);
        if (obstacle.isEmpty()) {
            Shell.tryTo("ip", "address", "delete", SERVERS + "/32", "dev", "lo");
        }
    }
}
