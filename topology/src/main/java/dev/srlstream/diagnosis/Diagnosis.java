package dev.srlstream.diagnosis;

import java.util.Optional;

/** What a fault of brokers or of the registry means, in one sentence with the cure. */
public final class Diagnosis {
    private Diagnosis() {}

    /**
     * The registry is asked first, as its faults can have a broker's inside.
     *
     * @param servers the addresses of the brokers
     * @param registry those of the registry, without credentials
     * @return empty where the fault is of another kind
     */
    public static Optional<String> of(Throwable fault, String servers, String registry) {
        return RegistryRefusal.in(fault, registry).or(() -> BrokerRefusal.of(fault, servers));
    }
}
