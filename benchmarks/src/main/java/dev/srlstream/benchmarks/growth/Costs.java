package dev.srlstream.benchmarks.growth;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The costs of a simulation. Immutable. */
final class Costs {
    private final Map<Cost, Double> values = new EnumMap<>(Cost.class);

    private Costs() {}

    /** As they were measured. */
    static Costs measured() {
        Costs costs = new Costs();
        for (Cost cost : Cost.values()) {
            costs.values.put(cost, cost.usual());
        }
        return costs;
    }

    /** All the same, in microseconds or bytes. */
    static Costs all(double value) {
        return measured().with(Arrays.stream(Cost.values()).collect(Collectors.toMap(Cost::key, cost -> value)));
    }

    /**
     * These, but for what is given.
     *
     * @param given by {@link Cost#key}, in microseconds or bytes
     * @throws IllegalArgumentException when a name is unknown or a value negative or not a number
     */
    Costs with(Map<String, Double> given) {
        Costs costs = new Costs();
        costs.values.putAll(values);
        given.forEach((key, value) -> costs.values.put(named(key), checked(key, value)));
        return costs;
    }

    private static Cost named(String key) {
        return Arrays.stream(Cost.values())
                .filter(cost -> cost.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--cost " + key + " is unknown; there are "
                        + Arrays.stream(Cost.values())
                                .map(cost -> "%s (%,.0f %s)".formatted(cost.key(), cost.usual(), cost.meaning()))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static double checked(String key, double value) {
        if (!(value >= 0 && value <= 1e9)) {
            throw new IllegalArgumentException("--cost " + key + "=" + value
                    + " is out of range: give microseconds or bytes from 0 to 1,000,000,000.");
        }
        return value;
    }

    long nanos(Cost cost) {
        return Math.round(1e3 * value(cost));
    }

    double value(Cost cost) {
        return Objects.requireNonNull(values.get(cost));
    }
}
