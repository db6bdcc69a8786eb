package dev.srlstream.webconsole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A page that is open, as a socket: the head of the answer has been read, and nothing behind it. Owned by a test. */
final class OpenPage implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 120_000;

    private final Socket socket;
    private final BufferedReader lines;
    private final String status;

    /** @param url of the port */
    OpenPage(String url) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        socket.connect(new InetSocketAddress("localhost", URI.create(url).getPort()));
        socket.getOutputStream()
                .write("GET /events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        status = line();
        for (String header = line(); !header.isEmpty(); ) {
            header = line();
        }
    }

    String status() {
        return status;
    }

    /** Waits for the next event of that name, and returns its data. */
    String next(String event) throws IOException {
        for (String line = line(); !line.equals("event: " + event); ) {
            line = line();
        }
        return line().substring("data: ".length());
    }

    /** Whether the server has ended the connection, once everything that it wrote is read. */
    boolean isEnded() {
        try {
            while (lines.read() >= 0) {
                // On to the end.
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("The server has ended the connection");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
