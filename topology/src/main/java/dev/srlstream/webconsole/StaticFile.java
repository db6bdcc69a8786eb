package dev.srlstream.webconsole;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.srlstream.http.Answer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Serves a file of the page, which may use other files of the same port and nothing else.
 *
 * @param name of a resource beside this class
 */
record StaticFile(String name, String contentType) implements HttpHandler {
    /** Without 'unsafe-inline': a sentence that came to be read as HTML could not run anything. */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        new Answer(200, contentType, content()).send(exchange);
    }

    private byte[] content() throws IOException {
        try (InputStream in = StaticFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        }
    }
}
