package dev.srlstream.reliability.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A network namespace and the pair of virtual interfaces that lead to it. */
public final class Link implements AutoCloseable {
    private static final String PREFIX = "srlfaults-";

    /** Place of the owner's process id in a namespace's name. */
    private static final int OWNER = 2;

    private final String namespace;
    private final String outside;

    private Link(String namespace, String outside) {
        this.namespace = namespace;
        this.outside = outside;
    }

    /** Processes stay where they are, and nothing can be cut. */
    static Link none() {
        return new Link("", "");
    }

    /**
     * @param slot of the trial
     * @param number of the link within it
     */
    static Link create(int slot, int number) throws IOException {
        Link link = new Link(
                PREFIX + slot + "-" + ProcessHandle.current().pid() + "-" + number, "srlo" + slot + "-" + number);
        String inside = "srli" + slot + "-" + number;
        String network = "198.18." + (slot * Network.LINKS + number);
        Shell.run("ip", "netns", "add", link.namespace);
        try {
            Shell.run(
                    "ip", "link", "add", link.outside, "type", "veth", "peer", "name", inside, "netns", link.namespace);
            Shell.run("ip", "address", "add", network + ".1/30", "dev", link.outside);
            Shell.run("ip", "link", "set", link.outside, "up");
            String[] inNamespace = {"ip", "-n", link.namespace};
            Shell.run(with(inNamespace, "address", "add", network + ".2/30", "dev", inside));
            Shell.run(with(inNamespace, "link", "set", inside, "up"));
            Shell.run(with(inNamespace, "link", "set", "lo", "up"));
            Shell.run(with(inNamespace, "route", "add", "default", "via", network + ".1"));
        } catch (IOException e) {
            link.close();
            throw e;
        }
        return link;
    }

    /** Removes what a trial that was killed has left in a slot. Returns whether there was such a thing. */
    static boolean forgetAbandoned(int slot) {
        String[] namespaces =
                Path.of("/run/netns").toFile().list((folder, name) -> name.startsWith(PREFIX + slot + "-"));
        if (namespaces == null || namespaces.length == 0) {
            return false;
        }
        boolean abandoned = Stream.of(namespaces)
                .map(name -> Long.parseLong(name.split("-", -1)[OWNER]))
                .noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        if (abandoned) {
            // The interfaces go with their namespace.
            Stream.of(namespaces).forEach(name -> Shell.tryTo("ip", "netns", "delete", name));
        }
        return abandoned;
    }

    private static String[] with(String[] command, String... arguments) {
        String[] whole = Arrays.copyOf(command, command.length + arguments.length);
        System.arraycopy(arguments, 0, whole, command.length, arguments.length);
        return whole;
    }

    /** What a command must begin with to run behind this link. */
    public List<String> prefix() {
        return namespace.isEmpty() ? List.of() : List.of("ip", "netns", "exec", namespace);
    }

    /** From now on packets vanish, in both directions; neither side is told. */
    public void cut() throws IOException {
        Shell.run("ip", "link", "set", outside, "down");
    }

    public void mend() throws IOException {
        Shell.run("ip", "link", "set", outside, "up");
    }

    @Override
    public void close() {
        if (!namespace.isEmpty()) {
            Shell.tryTo("ip", "link", "delete", outside);
            Shell.tryTo("ip", "netns", "delete", namespace);
        }
    }
}
