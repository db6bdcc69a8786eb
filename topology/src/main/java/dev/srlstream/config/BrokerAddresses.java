package dev.srlstream.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of brokers as clouds' pages and brokers' listeners write them, {@code SASL_SSL://host:port}: what stands before the host is the
 * security protocol, which Kafka's clients would read over.
 */
final class BrokerAddresses {
    private static final String PROTOCOL = PassThrough.KAFKA + "security.protocol";

    private static final Pattern SCHEME = Pattern.compile("([^:/@\\s]+)://(.*?)/?");
    private static final Pattern WITHOUT_PORT = Pattern.compile("\\[[0-9a-fA-F:.]+]|[^\\s:/@\\[\\]]+");
    private static final Set<String> PROTOCOLS =
            new TreeSet<>(List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"));

    private BrokerAddresses() {}

    /** Leaves host:port in the setting, and puts what stood before into {@code kafka.security.protocol}. */
    static void settle(SettingSources layers, List<String> problems) {
        String given = layers.values().get(SettingKeys.BOOTSTRAP_SERVERS);
        if (given == null) {
            return;
        }
        List<String> addresses = new ArrayList<>();
        Set<String> protocols = new TreeSet<>();
        List<String> objections = new ArrayList<>();
        for (String element : given.split(",", -1)) {
            String address = element.strip();
            Matcher scheme = SCHEME.matcher(address);
            if (scheme.matches()) {
                String protocol = scheme.group(1).toUpperCase(Locale.ROOT);
                protocols.add(protocol);
                address = scheme.group(2);
                if (!PROTOCOLS.contains(protocol)) {
                    objections.add(foreign(protocol, masked(element)));
                    continue;
                }
            }
            if (WITHOUT_PORT.matcher(address).matches()) {
                objections.add("has %s, which is without a port: write %s:9092, or the port of its listener"
                        .formatted(masked(element), masked(address)));
            }
            addresses.add(address);
        }
        if (objections.isEmpty() && protocols.size() > 1) {
            objections.add("has addresses of %s: all brokers are reached in one way, so leave those of one"
                    .formatted(String.join(" and of ", protocols)));
        }
        if (objections.isEmpty()) {
            layers.replace(SettingKeys.BOOTSTRAP_SERVERS, String.join(",", addresses));
            protocols.forEach(protocol -> settle(protocol, layers, problems));
        } else {
            problems.add("%s, set by %s, %s."
                    .formatted(
                            SettingKeys.BOOTSTRAP_SERVERS,
                            layers.origin(SettingKeys.BOOTSTRAP_SERVERS),
                            objections.get(0)));
            layers.remove(SettingKeys.BOOTSTRAP_SERVERS);
        }
    }

    private static void settle(String protocol, SettingSources layers, List<String> problems) {
        boolean contradicted = false;
        for (String key : List.copyOf(layers.values().keySet())) {
            String value = layers.values().getOrDefault(key, "");
            if (key.startsWith(PassThrough.KAFKA)
                    && PassThrough.bare(key.substring(PassThrough.KAFKA.length()))
                            .equals("security.protocol")
                    && !value.equalsIgnoreCase(protocol)) {
                contradicted = true;
                problems.add("%s:// in %s, set by %s, contradicts %s=%s, set by %s: correct one of the two."
                        .formatted(
                                protocol,
                                SettingKeys.BOOTSTRAP_SERVERS,
                                layers.origin(SettingKeys.BOOTSTRAP_SERVERS),
                                key,
                                value,
                                layers.origin(key)));
            }
        }
        if (!contradicted && !layers.values().containsKey(PROTOCOL)) {
            layers.derive(PROTOCOL, protocol, SettingKeys.BOOTSTRAP_SERVERS);
        }
    }

    private static String foreign(String scheme, String element) {
        return scheme.startsWith("HTTP")
                ? "has %s, the address of a web server: brokers have host:port, and a schema registry is given with %s (--registry)"
                        .formatted(element, SettingKeys.REGISTRY_URL)
                : "has %s: before host:port only %s may stand"
                        .formatted(
                                element, String.join("://, ", PROTOCOLS).replaceFirst(", (\\w+)$", " or $1") + "://");
    }

    private static String masked(String address) {
        return Secrets.mask(SettingKeys.BOOTSTRAP_SERVERS, address.strip());
    }
}
