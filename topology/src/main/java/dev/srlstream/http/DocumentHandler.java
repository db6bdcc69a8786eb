package dev.srlstream.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Answers with a document that is made anew for every request. */
public record DocumentHandler(String contentType, Document document) implements HttpHandler {
    /** Something that can be written. */
    public interface Document {
        void writeTo(OutputStream out) throws IOException;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        document.writeTo(body);
        new Answer(200, contentType, body.toByteArray()).send(exchange);
    }
}
