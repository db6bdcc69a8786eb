package dev.srlstream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An answer of one address.
 *
 * @param request method and path, for messages
 * @param body the JSON of the answer; a missing node where it is not JSON
 */
record RegistryReply(RegistryAddress address, String request, int status, JsonNode body) {
    private static final int LONGEST_MESSAGE = 300;

    boolean succeeded() {
        return status / 100 == 2 && body.isContainerNode();
    }

    /** Whether neither another attempt nor another address can be expected to bring a better one. */
    boolean isFinal() {
        return !saysNotFound() && !RegistryHttp.mayPass(status);
    }

    /** Whether a registry says that it does not have what was asked for. A plain 404 comes from something else at this address. */
    boolean saysNotFound() {
        return status == 404 && errorCode() / 100 == 404;
    }

    /**
     * The status decides before the error code, because registries agree on the former only.
     *
     * @param subject what was asked for, as the object of a sentence
     */
    RegistryException refusal(String subject) {
        if (status == 401 || status == 403) {
            return new RegistryUnauthorisedException(
                    "The schema registry at " + address + " refuses access to " + subject
                            + " (HTTP " + status + "); check " + CredentialSettings.BASIC_USER_INFO + ", "
                            + CredentialSettings.BEARER_TOKEN + " or " + CredentialSettings.CLIENT_ID
                            + " and the rights behind them");
        }
        if (saysNotFound()) {
            return new SchemaNotFoundException("The schema registry at " + address + " does not have " + subject);
        }
        if (saysIncompatible()) {
            return incompatible(subject, Optional.empty());
        }
        if (status == 404 || status < 400) {
            return new RegistryUnavailableException(
                    "What answers at " + address + " is not a schema registry (HTTP " + status + " for " + request
                            + "); check the address and its path in " + SchemaRegistryConfig.URL,
                    null);
        }
        return new RegistryRefusalException("The schema registry at " + address + " refuses " + subject + " (HTTP "
                + status + ", error_code " + errorCode() + ")" + explanation());
    }

    boolean saysIncompatible() {
        return status == 409;
    }

    /**
     * @param subject what was asked for, as the object of a sentence
     * @param conflict why, in words; the registry's own count where there are none
     */
    IncompatibleSchemaException incompatible(String subject, Optional<String> conflict) {
        return new IncompatibleSchemaException("The schema registry at " + address + " refuses " + subject
                + " as incompatible with its registered versions"
                + conflict.map(reason -> ": " + reason).orElseGet(this::explanation));
    }

    /** What the registry says about an incompatible schema, where it says anything. */
    String messages() {
        List<String> messages = new ArrayList<>();
        body.path("messages").forEach(message -> messages.add(message.asText()));
        return messages.isEmpty() ? "the registry does not say why" : inOneLine(String.join("; ", messages));
    }

    private int errorCode() {
        return body.path("error_code").asInt();
    }

    private String explanation() {
        String message = inOneLine(body.path("message").asText(""));
        return message.isEmpty() ? "" : ": " + message;
    }

    /** What a server says, for a message. */
    static String inOneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
    }
}
