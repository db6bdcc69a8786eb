package dev.srlstream.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A whole response. */
public record Answer(int status, String contentType, byte[] body) {
    private static final int NO_BODY = -1;

    public static Answer text(int status, String line) {
        return new Answer(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static Answer json(int status, String json) {
        return new Answer(status, "application/json", (json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends it, without its body to a request for the head, and ends the exchange. */
    public void send(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(status, NO_BODY);
                return;
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
