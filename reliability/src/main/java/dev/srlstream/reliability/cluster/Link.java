package dev.srlstream.reliability.cluster;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** A network namespace and the pair of virtual interfaces that lead to it. */
public final class Link implements AutoCloseable {
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

    static Link create(int number) throws IOException {
        Link link = of(number);
        String inside = "srl-in" + number;
        String gateway = "198.18." + number + ".1";
        Shell.run("ip", "netns", "add", link.namespace);
        try {
            Shell.run(
                    "ip", "link", "add", link.outside, "type", "veth", "peer", "name", inside, "netns", link.namespace);
            Shell.run("ip", "address", "add", gateway + "/30", "dev", link.outside);
            Shell.run("ip", "link", "set", link.outside, "up");
            String[] inNamespace = {"ip", "-n", link.namespace};
            Shell.run(with(inNamespace, "address", "add", "198.18." + number + ".2/30", "dev", inside));
            Shell.run(with(inNamespace, "link", "set", inside, "up"));
            Shell.run(with(inNamespace, "link", "set", "lo", "up"));
            Shell.run(with(inNamespace, "route", "add", "default", "via", gateway));
        } catch (IOException e) {
            link.close();
            throw e;
        }
        return link;
    }

    /** Removes what a run that was killed has left. */
    static void forget(int number) {
        of(number).close();
    }

    private static Link of(int number) {
        return new Link("srl-faults-" + number, "srl-out" + number);
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
