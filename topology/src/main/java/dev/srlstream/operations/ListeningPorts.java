package dev.srlstream.operations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Whether anybody listens at all. */
final class ListeningPorts {
    private static final int PATIENCE_MS = 2_000;

    private ListeningPorts() {}

    /**
     * Tries every address until one takes a connection.
     *
     * @param addresses as host:port, separated by commas
     * @return why none did; null where one did
     */
    static @Nullable IOException refusal(String addresses) {
        IOException last = null;
        for (String address : addresses.split(",", -1)) {
            int colon = address.lastIndexOf(':');
            String host = address.substring(0, colon).strip();
            int port = Integer.parseInt(address.substring(colon + 1).strip());
            try {
                for (InetAddress of : InetAddress.getAllByName(host)) {
                    last = refusal(new InetSocketAddress(of, port));
                    if (last == null) {
                        return null;
                    }
                }
            } catch (UnknownHostException e) {
                last = new IOException("unknown host " + host, e);
            }
        }
        return last;
    }

    private static @Nullable IOException refusal(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PATIENCE_MS);
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
