package dev.srlstream.quickstart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;

/**
 * Keys and certificates made for one test with the JDK's keytool: a server's that is at home on this machine, one's that calls itself
 * something else, a client's, and a store that trusts all three.
 *
 * @param password of every store
 */
record KeyStores(Path server, Path elsewhere, Path client, Path trust, String password) {
    /** The client's certificate is made out to it. */
    static final String CLIENT = "CN=srl";

    static KeyStores make(Path folder, String password)
            throws IOException, InterruptedException, GeneralSecurityException {
        KeyStores stores = new KeyStores(
                folder.resolve("server.p12"),
                folder.resolve("elsewhere.p12"),
                folder.resolve("client.p12"),
                folder.resolve("trust.p12"),
                password);
        stores.generate(stores.server, "CN=server", "dns:localhost,ip:127.0.0.1");
        stores.generate(stores.elsewhere, "CN=elsewhere", "dns:elsewhere.invalid");
        stores.generate(stores.client, CLIENT, "dns:client.invalid");
        stores.trustAll();
        return stores;
    }

    /** Kafka's {@code ssl.} settings for a store, whoever uses it. */
    Map<String, String> settings(String prefix, String kind, Path store) {
        return Map.of(
                prefix + "ssl." + kind + ".location",
                store.toString(),
                prefix + "ssl." + kind + ".type",
                "PKCS12",
                prefix + "ssl." + kind + ".password",
                password);
    }

    private void generate(Path store, String name, String alternatives) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-dname",
                        name,
                        "-ext",
                        "san=" + alternatives,
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        password,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.Charset.defaultCharset());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no " + store.getFileName() + ": " + said);
        }
    }

    private void trustAll() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (Path store : List.of(server, elsewhere, client)) {
            KeyStore from = KeyStore.getInstance(store.toFile(), password.toCharArray());
            trusted.setCertificateEntry(store.getFileName().toString(), from.getCertificate("key"));
        }
        try (OutputStream out = Files.newOutputStream(trust)) {
            trusted.store(out, password.toCharArray());
        }
    }
}
