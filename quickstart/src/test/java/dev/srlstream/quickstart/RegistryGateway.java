package dev.srlstream.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server before a real registry: ends TLS, demands credentials, issues tokens, and passes everything else through. */
final class RegistryGateway implements AutoCloseable {
    static final String TOKEN = "s3cr3t-token";

    private final RegistryForwarding registry;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private volatile String demanded = "";
    private volatile int refusal = 401;

    private RegistryGateway(ApicurioRegistry registry, HttpsServer server) {
        this.registry = new RegistryForwarding(registry);
        this.server = server;
        server.createContext("/", this::handle);
        server.createContext("/token", this::issue);
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
        return "https://" + authority() + registry.path();
    }

    /** Where {@link #TOKEN} is issued to everybody. */
    String tokenUrl() {
        return "https://" + authority() + "/token";
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
        demanded = "nothing that is ever sent";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (demanded.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                registry.forward(exchange);
            } else {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(refusal, -1);
            }
        }
    }

    private void issue(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"access_token\":\"%s\",\"expires_in\":60}"
                    .formatted(TOKEN)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
