package dev.srlstream.http;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP port of one instance. Handlers return soon, save for {@link #LASTING} requests that keep their threads for as long as their
 * clients stay: on JDK 17, the server keeps each connection in memory for good that breaks after its handler has returned. Owned by the
 * service.
 */
public final class HttpService implements AutoCloseable {
    /** How many requests may last, beside those that are answered at once. */
    public static final int LASTING = 16;

    /** A request that is slow to come takes a thread as long, and probes must not wait for it. */
    private static final int MOST_THREADS = 100 + LASTING;

    static {
        // The JDK's server reads these once. Without the first, answers on kept connections wait 40 ms for an
        // acknowledgement;
        // without the second, a request that never ends keeps its thread.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxReqTime", "5");
    }

    private final HttpSettings settings;
    private final HttpServer server;
    private final ExecutorService threads;
    private final @Nullable BasicAuthentication authentication;

    private HttpService(HttpSettings settings, HttpServer server) {
        this.settings = settings;
        this.server = server;
        this.authentication = settings.user() == null || settings.password() == null
                ? null
                : new BasicAuthentication(settings.user(), settings.password());
        // Further requests wait: the JDK's server would lose the connection of one that is refused a thread.
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "srl-http");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
        server.setExecutor(threads);
        server.start();
    }

    private static void setUnlessSet(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    /**
     * Begins to listen.
     *
     * @throws IOException in a sentence, when the port cannot be used or the keystore cannot be read
     */
    public static HttpService open(HttpSettings settings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(settings.bind(), settings.port());
        if (address.isUnresolved()) {
            throw new IOException("http.bind=" + settings.bind() + " is no address of this machine.");
        }
        HttpServer server = settings.keystore() == null ? HttpServer.create() : Tls.server(settings);
        try {
            server.bind(address, 0);
        } catch (IOException e) {
            throw new IOException(
                    "http.port=%d of http.bind=%s cannot be used (%s): choose another port, 0 for any that is free, or %d for none."
                            .formatted(settings.port(), settings.bind(), e.getMessage(), HttpSettings.NONE),
                    e);
        }
        return new HttpService(settings, server);
    }

    /** Serves a path, and no longer one, to those who may see more than the probes. */
    public void add(String path, HttpHandler handler) {
        HttpContext context = context(path, handler);
        if (authentication != null) {
            context.setAuthenticator(authentication);
        }
    }

    /** Serves a path, and no longer one, to everybody who reaches the port. */
    public void addOpen(String path, HttpHandler handler) {
        context(path, handler);
    }

    private HttpContext context(String path, HttpHandler handler) {
        HttpContext context = server.createContext(path, handler);
        context.getFilters().addAll(List.of(new RequestRules(path, isLoopback())));
        return context;
    }

    private boolean isLoopback() {
        InetAddress bound = server.getAddress().getAddress();
        return bound.isLoopbackAddress();
    }

    /** As a browser on this machine would reach it. */
    public String url() {
        InetAddress bound = server.getAddress().getAddress();
        String host = bound.isLoopbackAddress() || bound.isAnyLocalAddress() ? "localhost" : settings.bind();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        String scheme = settings.keystore() == null ? "http" : "https";
        return scheme + "://" + literal + ":" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        // First the threads: the server would wait for one that writes to a client that does not read.
        threads.shutdownNow();
        server.stop(0);
    }
}
