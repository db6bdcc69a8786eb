package dev.srlstream.reliability.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port of the loopback interface whose connections lead to another port, as long as its link passes anything on. Owned by its link. */
final class Relay implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final Link link;
    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Relay(Link link, int target) throws IOException {
        this.link = link;
        this.target = target;
        this.entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    /** @param target need not be listened on yet; a connection is closed while nobody does */
    static Relay start(Link link, int target) throws IOException {
        Relay relay = new Relay(link, target);
        run(relay::accept);
        return relay;
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                sockets.add(client);
                run(() -> connect(client));
            }
        } catch (IOException closed) {
            // Nothing is left to be done.
        }
    }

    private void connect(Socket client) {
        try {
            link.await();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            run(() -> passOn(client, server));
            passOn(server, client);
        } catch (IOException refused) {
            end(client);
        }
    }

    private void passOn(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                link.await();
                out.write(buffer, 0, length);
            }
        } catch (IOException gone) {
            // Then the other side must hear of it.
        } finally {
            link.await();
            end(from);
            end(to);
        }
    }

    private void end(Socket socket) {
        try (socket) {
            sockets.remove(socket);
        } catch (IOException gone) {
            // That was wanted.
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try (entrance) {
            sockets.forEach(this::end);
        } catch (IOException gone) {
            // That was wanted.
        }
    }
}
