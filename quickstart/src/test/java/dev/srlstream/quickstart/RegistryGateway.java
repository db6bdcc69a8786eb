package dev.srlstream.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What stands before a registry in earnest: ends TLS, demands credentials, and passes everything else through to a real registry. */
final class RegistryGateway implements AutoCloseable {
    private final URI registry;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile String demanded = "";
    private volatile int refusal = 401;

    private RegistryGateway(ApicurioRegistry registry, HttpsServer server) {
        this.registry = URI.create(registry.url());
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static RegistryGateway start(ApicurioRegistry registry, KeyStores stores)
            throws IOException, GeneralSecurityException {
        char[] password = stores.password().toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(stores.server().toFile(), password), password);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new RegistryGateway(registry, server);
    }

    String url() {
        return "https://" + authority() + registry.getPath();
    }

    String authority() {
        return "localhost:" + server.getAddress().getPort();
    }

    /** @param authorization the header that opens the gate */
    void demand(String authorization) {
        demanded = authorization;
    }

    /** Lets nobody through from now on. */
    void refuse(int status) {
        refusal = status;
        demanded = "nothing that anybody sends";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!demanded.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(refusal, -1);
                return;
            }
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(
                                    registry.resolve(exchange.getRequestURI().toString()))
                            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body))
                            .setHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .build(),
                    BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
