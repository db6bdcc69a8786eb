package dev.srlstream.http;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** What every request must be: GET or HEAD of the very path, and on loopback for a name of this machine. */
final class RequestRules extends Filter {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    /**
     * Names of loopback. Any other could be one that a web page in the browser of this machine has made to point here, so as to read
     * what only this machine may.
     */
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String path;
    private final boolean localOnly;

    RequestRules(String path, boolean localOnly) {
        this.path = path;
        this.localOnly = localOnly;
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Referrer-Policy", "no-referrer");
        if (!exchange.getRequestURI().getPath().equals(path)) {
            Answer.text(404, "There is nothing at this path.").send(exchange);
        } else if (localOnly && !isLocal(exchange.getRequestHeaders().getFirst("Host"))) {
            Answer.text(403, "Ask for localhost: this port listens on loopback only (setting http.bind).")
                    .send(exchange);
        } else if (!METHODS.contains(exchange.getRequestMethod())) {
            headers.set("Allow", "GET, HEAD");
            Answer.text(405, "This path can be read only, with GET.").send(exchange);
        } else {
            chain.doFilter(exchange);
        }
    }

    private static boolean isLocal(String host) {
        return host != null && LOCAL.contains(host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", ""));
    }

    @Override
    public String description() {
        return "GET of " + path;
    }
}
