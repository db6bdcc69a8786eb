package dev.srlstream.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface that nobody listens on. */
public final class LoopbackPorts {
    /**
     * Linux gives ports from 32768 on to outgoing connections and to programs that ask for any port. One below is not given away
     * between the moment it is found here and the moment it is used.
     */
    private static final int FIRST = 15_000;

    private static final int LAST = 31_999;

    private static final int ATTEMPTS = 1_000;

    private LoopbackPorts() {}

    /** Different free ports; all are held until the last is found. */
    public static List<Integer> free(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            while (ports.size() < count) {
                ServerSocket socket = bound();
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static ServerSocket bound() throws IOException {
        IOException last = new IOException("no port was tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException("Of " + ATTEMPTS + " ports from " + FIRST + " to " + LAST + " none is free.", last);
    }
}
