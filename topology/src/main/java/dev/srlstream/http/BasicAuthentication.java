package dev.srlstream.http;

import com.sun.net.httpserver.BasicAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Asks for the one user and password that are set. */
final class BasicAuthentication extends BasicAuthenticator {
    private final byte[] expected;

    BasicAuthentication(String user, String password) {
        super("srl-stream", StandardCharsets.UTF_8);
        this.expected = bytes(user, password);
    }

    @Override
    public boolean checkCredentials(String user, String password) {
        // Takes the same time however much of them is right.
        return MessageDigest.isEqual(expected, bytes(user, password));
    }

    private static byte[] bytes(String user, String password) {
        return (user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    }
}
