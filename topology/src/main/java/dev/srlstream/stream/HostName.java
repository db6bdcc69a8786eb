package dev.srlstream.stream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** What this machine calls itself; in Kubernetes the name of the pod. */
public final class HostName {
    private HostName() {}

    /** Empty where the name has no address, so that Java does not tell it. */
    public static Optional<String> find() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
