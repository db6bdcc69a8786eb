package dev.srlstream.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Puts the failure of an attempt into the operator's words; the JDK's own are often empty. */
final class ConnectionFailure {
    private ConnectionFailure() {}

    static String describe(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "unknown host";
            }
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection in time";
        }
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        if (failure instanceof SSLException) {
            return "TLS: " + innermost(failure);
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /**
     * What repairs it, as the end of a sentence. The JDK tells its reasons for refusing a certificate in words only.
     *
     * @param setting that has the address
     */
    static String cure(@Nullable IOException failure, String setting) {
        if (!(failure instanceof SSLException)) {
            // An end that is asked for its certificate may see no more than that the other one has gone.
            boolean gone = failure != null && describe(failure).contains("received no bytes");
            return "start it, or correct " + setting
                    + (gone
                            ? "; over TLS it may demand a certificate, which " + SchemaRegistryConfig.TLS_PREFIX
                                    + "keystore.location names"
                            : "");
        }
        String reason = innermost(failure);
        if (reason.contains("certification path") || reason.contains("trust anchor")) {
            return "name a store that holds its certificate, or its issuer's, with " + SchemaRegistryConfig.TLS_PREFIX
                    + "truststore.location";
        }
        if (reason.contains("subject alternative") || reason.contains("name matching")) {
            return "address it in " + setting + " by a name that stands in its certificate";
        }
        if (reason.contains("Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS there: correct " + setting;
        }
        return "check " + SchemaRegistryConfig.TLS_PREFIX + "keystore.location, whose certificate it may demand, and "
                + SchemaRegistryConfig.TLS_PREFIX + "truststore.location";
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
