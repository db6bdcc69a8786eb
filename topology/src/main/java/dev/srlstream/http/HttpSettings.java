package dev.srlstream.http;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the HTTP port is, and who may use it.
 *
 * @param port to listen on; 0 takes a free one, {@link #NONE} opens none
 * @param bind address or host name to listen on
 * @param keystore a PKCS12 file with the key and the certificate of HTTPS; null for plain HTTP
 * @param keystorePassword of the keystore and its key
 * @param user who may see more than the probes; null for everybody
 * @param password of that user
 * @param linger how long a process whose start was refused stays, so that it can be asked why
 */
public record HttpSettings(
        int port,
        String bind,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        @Nullable String user,
        @Nullable String password,
        Duration linger) {
    public static final int NONE = -1;
}
