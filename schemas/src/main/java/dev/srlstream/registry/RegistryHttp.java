package dev.srlstream.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntToLongFunction;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Single requests with bounds on time and size, and the pauses between them. Blocks the calling thread; safe for use by several. Its connections
 * and threads are freed with it, there is nothing to close.
 */
final class RegistryHttp {
    /** Larger than any real schema; an answer beyond it is broken off. */
    private static final long LONGEST_ANSWER_BYTES = 4L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final int readTimeoutMs;
    private final IntToLongFunction longestWaitMs;

    RegistryHttp(SchemaRegistryConfig config) {
        readTimeoutMs = config.getInt(SchemaRegistryConfig.READ_TIMEOUT_MS);
        longestWaitMs = config::longestWait;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(config.getInt(SchemaRegistryConfig.CONNECT_TIMEOUT_MS)));
        SSLContext tls = RegistryTls.context(config);
        if (tls != null) {
            builder.sslContext(tls);
        }
        String proxy = config.text(SchemaRegistryConfig.PROXY_HOST);
        Integer port = config.getInt(SchemaRegistryConfig.PROXY_PORT);
        if (proxy != null && port > 0) {
            builder.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(proxy, port)));
        } else if (proxy != null || port > 0) {
            throw new ConfigException(SchemaRegistryConfig.PROXY_HOST + " and " + SchemaRegistryConfig.PROXY_PORT
                    + " belong together; set both or none");
        }
        client = builder.build();
    }

    /** Whether another attempt may bring a better answer than this status. */
    static boolean mayPass(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /** Waits for the whole answer: the request's own timeout would end with the headers. */
    HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(LONGEST_ANSWER_BYTES));
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

    /** @param round how many have ended without an answer */
    void pause(int round) {
        long longest = longestWaitMs.applyAsLong(round);
        try {
            Thread.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The JSON of an answer; a missing node where it is none. */
    static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory cannot fail.", e);
        }
    }
}
