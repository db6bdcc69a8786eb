package dev.srlstream.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.registry.RegistryEvents.RegistryAttemptFailed;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to the registry: one attempt after the other, from address to address, until one answers or the attempts are used up.
 * One that answers "not found" may be a follower that is behind, so the other addresses are asked as well. Blocks the calling thread; safe for use by several. Its connections and threads are freed with it, there is nothing to close.
 */
final class RegistryTransport {
    private static final EventLog LOG = EventLog.of(RegistryTransport.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    /** Larger than any real schema; an answer beyond it is broken off. */
    private static final long LONGEST_ANSWER_BYTES = 4L << 20;

    private final List<RegistryAddress> addresses;
    private final AtomicInteger preferred = new AtomicInteger();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final HttpClient http;
    private final int attempts;
    private final IntToLongFunction longestWaitMs;
    private final int readTimeoutMs;

    RegistryTransport(SchemaRegistryConfig config) {
        addresses = config.addresses();
        attempts = config.attempts();
        longestWaitMs = config::longestWait;
        readTimeoutMs = config.getInt(SchemaRegistryConfig.READ_TIMEOUT_MS);
        config.originalsWithPrefix(SchemaRegistryConfig.HEADER_PREFIX)
                .forEach((name, value) ->
                        headers.put(name, value instanceof Password secret ? secret.value() : String.valueOf(value)));
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(config.getInt(SchemaRegistryConfig.CONNECT_TIMEOUT_MS)));
        SSLContext tls = RegistryTls.context(config);
        http = (tls == null ? builder : builder.sslContext(tls)).build();
        addresses.forEach(address -> request(address, "GET", "/", null));
    }

    /**
     * @param path below the registry's base address, with encoded segments
     * @throws RegistryUnavailableException where no attempt was answered
     * @throws InterruptException where the calling thread was interrupted
     */
    RegistryReply send(String method, String path, @Nullable JsonNode body) {
        int first = preferred.get();
        String reason = "";
        IOException cause = null;
        RegistryReply missing = null;
        for (int attempt = 0; attempt < attempts; attempt++) {
            if (attempt > 0 && attempt % addresses.size() == 0) {
                if (missing != null) {
                    return missing;
                }
                pause(attempt / addresses.size());
            }
            int index = Math.floorMod(first + attempt, addresses.size());
            RegistryAddress address = addresses.get(index);
            try {
                HttpResponse<byte[]> response = exchange(request(address, method, path, body));
                RegistryReply reply =
                        new RegistryReply(address, method + " " + path, response.statusCode(), json(response.body()));
                if (missing == null ? reply.isFinal() : reply.succeeded()) {
                    preferred.set(index);
                    return reply;
                }
                if (reply.saysNotFound()) {
                    missing = reply;
                    continue;
                }
                reason = "HTTP " + response.statusCode();
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
                        + ConnectionFailure.cure(cause),
                cause);
    }

    @Override
    public String toString() {
        return addresses.stream().map(RegistryAddress::toString).collect(Collectors.joining(", "));
    }

    /** Waits for the whole answer: the request's own timeout would end with the headers. */
    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, info -> new BoundedBody(LONGEST_ANSWER_BYTES));
        try {
            return answer.get(readTimeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no complete answer within " + readTimeoutMs + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(RegistryAddress address, String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .setHeader("Accept", MEDIA_TYPE + ", application/json")
                .setHeader("Content-Type", MEDIA_TYPE);
        if (address.authorization() != null) {
            set(builder, "Authorization", address.authorization(), "The credentials of the schema registry");
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

    private void pause(int round) {
        long longest = longestWaitMs.applyAsLong(round);
        try {
            Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory cannot fail.", e);
        }
    }
}
