package dev.srlstream.registry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * One address of the registry. Immutable; its text form holds no credentials.
 *
 * @param base the URL without user information and without a slash at the end
 * @param authorization value of the Authorization header; null where none is sent, or one that changes
 */
record RegistryAddress(String base, @Nullable String authorization) {
    static List<RegistryAddress> parse(SchemaRegistryConfig config) {
        List<RegistryAddress> addresses = new ArrayList<>();
        for (String text : config.getList(SchemaRegistryConfig.URL)) {
            if (!text.isBlank()) {
                addresses.add(parse(text.strip(), addresses.size() + 1, config));
            }
        }
        if (addresses.isEmpty()) {
            throw new ConfigException(SchemaRegistryConfig.URL
                    + " is empty; give the address of a schema registry, such as http://localhost:8081");
        }
        return List.copyOf(addresses);
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    @Override
    public String toString() {
        return base;
    }

    private static RegistryAddress parse(String text, int ordinal, SchemaRegistryConfig config) {
        URI uri = uri(text, ordinal);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return new RegistryAddress(uri.getScheme() + "://" + host + path, Credentials.fixed(uri, config));
    }

    /** The exception repeats nothing of the text, which may hold a password. */
    private static URI uri(String text, int ordinal) {
        URI uri = null;
        if (text.startsWith("http://") || text.startsWith("https://")) {
            try {
                uri = URI.create(text);
            } catch (IllegalArgumentException e) {
                uri = null;
            }
        }
        if (uri == null || uri.getHost() == null) {
            throw new ConfigException(
                    "Address " + ordinal + " of " + SchemaRegistryConfig.URL
                            + " is not a URL with http:// or https:// and a host; percent-encode special characters in its user and password");
        }
        return uri;
    }
}
