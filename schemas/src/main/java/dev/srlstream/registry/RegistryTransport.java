package dev.srlstream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.registry.RegistryEvents.RegistryAttemptFailed;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the registry: one attempt after the other, from address to address, until one answers or the attempts are used up.
 * One that answers "not found" may be a follower that is behind, so the other addresses are asked as well. Blocks the calling thread; safe
 * for use by several. There is nothing to close.
 */
final class RegistryTransport {
    private static final EventLog LOG = EventLog.of(RegistryTransport.class);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final List<RegistryAddress> addresses;
    private final AtomicInteger preferred = new AtomicInteger();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final RegistryHttp http;
    private final @Nullable AccessTokens tokens;
    private final int attempts;
    private final LongSupplier nanoTime;

    /** @param nanoTime the clock, in nanoseconds, as {@link System#nanoTime()} */
    RegistryTransport(SchemaRegistryConfig config, LongSupplier nanoTime) {
        addresses = config.addresses();
        attempts = config.attempts();
        this.nanoTime = nanoTime;
        headers.putAll(Credentials.tenancy(config));
        config.originalsWithPrefix(SchemaRegistryConfig.HEADER_PREFIX)
                .forEach((name, value) ->
                        headers.put(name, value instanceof Password secret ? secret.value() : String.valueOf(value)));
        http = new RegistryHttp(config);
        ClientCredentials client = ClientCredentials.of(config);
        tokens = client == null
                ? null
                : new AccessTokens(
                        new TokenEndpoint(client, http, config.tokenAttempts())::issue,
                        Duration.ofSeconds(config.getLong(CredentialSettings.EXPIRY_BUFFER_SEC)),
                        nanoTime);
        addresses.forEach(address -> request(address, address.authorization(), "GET", "/", null));
    }

    /**
     * @param path below the registry's base address, with encoded segments
     * @throws RegistryUnavailableException where no attempt was answered, or no token can be had
     * @throws RegistryUnauthorisedException where a token is refused
     * @throws InterruptException where the calling thread was interrupted
     */
    RegistryReply send(String method, String path, @Nullable JsonNode body) {
        long begin = nanoTime.getAsLong();
        int first = preferred.get();
        String reason = "";
        IOException cause = null;
        RegistryReply missing = null;
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (attempt > 0 && attempt % addresses.size() == 0) {
                if (missing != null) {
                    return missing;
                }
                http.pause(attempt / addresses.size());
            }
            int index = Math.floorMod(first + attempt, addresses.size());
            RegistryAddress address = addresses.get(index);
            try {
                HttpResponse<byte[]> response = exchange(address, begin, method, path, body);
                RegistryReply reply = new RegistryReply(
                        address, method + " " + path, response.statusCode(), RegistryHttp.json(response.body()));
                if (missing == null ? reply.isFinal() : reply.succeeded()) {
                    preferred.set(index);
                    return reply;
                }
                if (reply.saysNotFound()) {
                    missing = reply;
                    continue;
                }
                reason = "HTTP " + response.statusCode();
                cause = null;
            } catch (IOException e) {
                cause = e;
                reason = ConnectionFailure.describe(e);
            }
            LOG.log(new RegistryAttemptFailed(address.toString(), method + " " + path, attempt + 1, attempts, reason));
        }
        if (missing != null) {
            return missing;
        }
        throw new RegistryUnavailableException(
                "The schema registry at " + this + " gave no answer in " + attempts + " attempts (" + reason + "); "
                        + ConnectionFailure.cure(cause, SchemaRegistryConfig.URL),
                cause);
    }

    @Override
    public String toString() {
        return addresses.stream().map(RegistryAddress::toString).collect(Collectors.joining(", "));
    }

    /** Sends the request with a token where one is to be asked for; at most one is asked for from {@code begin} on. */
    private HttpResponse<byte[]> exchange(
            RegistryAddress address, long begin, String method, String path, @Nullable JsonNode body)
            throws IOException {
        if (tokens == null) {
            return http.exchange(request(address, address.authorization(), method, path, body));
        }
        String token = tokens.current();
        HttpResponse<byte[]> response = http.exchange(request(address, "Bearer " + token, method, path, body));
        // It may have been revoked, or the registry's clock is ahead.
        String other = response.statusCode() == 401 ? tokens.insteadOf(token, begin) : null;
        return other == null ? response : http.exchange(request(address, "Bearer " + other, method, path, body));
    }

    private HttpRequest request(
            RegistryAddress address,
            @Nullable String authorization,
            String method,
            String path,
            @Nullable JsonNode body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .setHeader("Accept", MEDIA_TYPE + ", application/json")
                .setHeader("Content-Type", MEDIA_TYPE);
        if (authorization != null) {
            set(builder, "Authorization", authorization, "The credentials of the schema registry");
        }
        headers.forEach((name, value) -> set(builder, name, value, SchemaRegistryConfig.HEADER_PREFIX + name));
        return builder.build();
    }

    /** The exception does not say the value, which may be a secret. */
    private static void set(HttpRequest.Builder builder, String name, String value, String setting) {
        try {
            builder.setHeader(name, value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    setting + " cannot be sent as an HTTP header; remove line breaks and other special characters");
        }
    }
}
