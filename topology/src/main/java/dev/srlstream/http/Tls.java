package dev.srlstream.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server that speaks HTTPS with the key in a PKCS12 file. */
final class Tls {
    private Tls() {}

    /** @throws IOException in a sentence, when the keystore cannot be used */
    static HttpServer server(HttpSettings settings) throws IOException {
        Path keystore = Objects.requireNonNull(settings.keystore());
        char[] password = settings.keystorePassword() == null
                ? new char[0]
                : settings.keystorePassword().toCharArray();
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create();
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return server;
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException(
                    "http.tls.keystore.path=%s cannot be used (%s): it must be a PKCS12 file with a key and its certificate, and http.tls.keystore.password must be its password."
                            .formatted(keystore, e),
                    e);
        }
    }
}
