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
    /** So many trials may go on at the same time. */
    private static final int SLOTS = 16;

    /** Instances of a trial, at most: the addresses of their links follow from it. */
    static final int LINKS = 16;

    private final List<Link> links = new ArrayList<>();
    private final int slot;
    private final Optional<String> obstacle;
    private final Runnable end = this::remove;

    private Network(int slot, Optional<String> obstacle) {
        this.slot = slot;
        this.obstacle = obstacle;
    }

    /** @param instances how many links there are to be, 16 at most */
    public static Network open(int instances) throws IOException {
        Network network = reserve();
        AtExit.add(network.end);
        try {
            for (int i = 0; i < instances; i++) {
                network.links.add(network.obstacle.isPresent() ? Link.none() : Link.create(network.slot, i));
            }
        } catch (IOException e) {
            network.close();
            throw e;
        }
        return network;
    }

    /** Takes the first address that no other trial has: adding it is what keeps trials apart. */
    private static Network reserve() {
        String obstacle = "";
        for (int slot = 0; slot < SLOTS; slot++) {
            if (Link.forgetAbandoned(slot)) {
                forget(slot);
            }
            try {
                Shell.run("ip", "address", "add", servers(slot) + "/32", "dev", "lo");
            } catch (IOException takenOrForbidden) {
                obstacle = String.valueOf(takenOrForbidden.getMessage());
                continue;
            }
            try {
                Link.create(slot, 0).close();
                return new Network(slot, Optional.empty());
            } catch (IOException e) {
                forget(slot);
                obstacle = String.valueOf(e.getMessage());
                break;
            }
        }
        return new Network(0, Optional.of(obstacle));
    }

    private static void forget(int slot) {
        Shell.tryTo("ip", "address", "delete", servers(slot) + "/32", "dev", "lo");
    }

    /** Of the addresses for measurements within one machine (RFC 2544): on the loopback interface, and seen from the namespaces. */
    private static String servers(int slot) {
        return "198.19." + slot + ".1";
    }

    /** Why no link can be cut on this machine; empty where they can. */
    public Optional<String> obstacle() {
        return obstacle;
    }

    /** Where servers listen. */
    public String address() {
        return obstacle.isPresent() ? "127.0.0.1" : servers(slot);
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
            forget(slot);
        }
    }
}
