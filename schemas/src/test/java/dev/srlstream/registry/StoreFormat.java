package dev.srlstream.registry;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The forms in which Kafka's settings take a key and its certificate. */
enum StoreFormat {
    PKCS12,
    JKS,
    PEM_FILES,
    PEM_TEXT;

    private static final String PREFIX = "schema.registry.ssl.";

    /** Settings that make the one key of a PKCS12 store both the client's identity and what it trusts, written anew in this form. */
    Map<String, Object> settings(Path pkcs12, String password) throws Exception {
        KeyStore source = KeyStore.getInstance(pkcs12.toFile(), password.toCharArray());
        String alias = source.aliases().nextElement();
        Key key = source.getKey(alias, password.toCharArray());
        Certificate certificate = source.getCertificate(alias);
        String keyText = pem("PRIVATE KEY", key.getEncoded());
        String certificateText = pem("CERTIFICATE", certificate.getEncoded());
        Path folder = Files.createTempDirectory(pkcs12.getParent(), "stores");
        return switch (this) {
            case PKCS12 ->
                stores(
                        pkcs12,
                        pkcs12,
                        "PKCS12",
                        Map.of(PREFIX + "keystore.password", password, PREFIX + "truststore.password", password));
            case JKS -> {
                String keyPassword = password + "-key";
                KeyStore keys = empty();
                keys.setKeyEntry("key", key, keyPassword.toCharArray(), new Certificate[] {certificate});
                KeyStore trust = empty();
                trust.setCertificateEntry("registry", certificate);
                yield stores(
                        write(keys, folder.resolve("key.jks"), password),
                        write(trust, folder.resolve("trust.jks"), password),
                        "JKS",
                        Map.of(
                                PREFIX + "keystore.password", password,
                                PREFIX + "key.password", keyPassword,
                                PREFIX + "truststore.password", password));
            }
            case PEM_FILES ->
                stores(
                        Files.writeString(folder.resolve("key.pem"), keyText + certificateText),
                        Files.writeString(folder.resolve("trust.pem"), certificateText),
                        "PEM",
                        Map.of());
            case PEM_TEXT ->
                Map.of(
                        PREFIX + "keystore.type", "PEM",
                        PREFIX + "keystore.key", keyText,
                        PREFIX + "keystore.certificate.chain", certificateText,
                        PREFIX + "truststore.type", "PEM",
                        PREFIX + "truststore.certificates", certificateText);
        };
    }

    private static Map<String, Object> stores(Path key, Path trust, String type, Map<String, Object> passwords) {
        Map<String, Object> settings = new HashMap<>(passwords);
        settings.put(PREFIX + "keystore.location", key.toString());
        settings.put(PREFIX + "keystore.type", type);
        settings.put(PREFIX + "truststore.location", trust.toString());
        settings.put(PREFIX + "truststore.type", type);
        return settings;
    }

    private static KeyStore empty() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        return store;
    }

    private static Path write(KeyStore store, Path file, String password) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private static String pem(String label, byte[] content) {
        byte[] lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(label, new String(lines, StandardCharsets.US_ASCII));
    }
}
