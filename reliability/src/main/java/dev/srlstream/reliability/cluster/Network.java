package dev.srlstream.reliability.cluster;

import java.util.List;
import java.util.stream.Stream;

/**
 * The links over which instances reach brokers and registry, one for each instance. Owned by the run, which closes it.
 *
 * @param links by the number of the instance
 */
public record Network(List<Link> links) implements AutoCloseable {
    public static Network of(int instances) {
        return new Network(Stream.generate(Link::new).limit(instances).toList());
    }

    /** The link of an instance, by its number. */
    public Link link(int instance) {
        return links.get(instance);
    }

    @Override
    public void close() {
        links.forEach(Link::close);
    }
}
