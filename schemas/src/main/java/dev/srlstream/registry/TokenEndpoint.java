package dev.srlstream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.registry.RegistryEvents.RegistryAttemptFailed;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;

/** Asks an OAuth token endpoint for tokens, as often as the registry would be asked. Blocks the calling thread; safe for use by several. */
final class TokenEndpoint {
    private static final EventLog LOG = EventLog.of(TokenEndpoint.class);

    private final ClientCredentials client;
    private final RegistryHttp http;
    private final int attempts;

    TokenEndpoint(ClientCredentials client, RegistryHttp http, int attempts) {
        this.client = client;
        this.http = http;
        this.attempts = attempts;
    }

    /**
     * @throws RegistryUnavailableException where no attempt was answered, or what answers issues no tokens
     * @throws RegistryUnauthorisedException where the client is refused
     */
    AccessToken issue() {
        HttpRequest request = HttpRequest.newBuilder(client.endpoint())
                .POST(BodyPublishers.ofString(client.form()))
                .setHeader("Accept", "application/json")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("Authorization", client.authorization())
                .build();
        String reason = "";
        IOException cause = null;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            if (attempt > 1) {
                http.pause(attempt - 1);
            }
            try {
                HttpResponse<byte[]> response = http.exchange(request);
                int status = response.statusCode();
                if (!RegistryHttp.mayPass(status)) {
                    return token(status, RegistryHttp.json(response.body()));
                }
                reason = "HTTP " + status;
                cause = null;
            } catch (IOException e) {
                cause = e;
                reason = ConnectionFailure.describe(e);
            }
            LOG.log(new RegistryAttemptFailed(client.toString(), "POST", attempt, attempts, reason));
        }
        throw new RegistryUnavailableException(
                "The token endpoint at " + client + " gave no answer in " + attempts + " attempts (" + reason + "); "
                        + ConnectionFailure.cure(cause, CredentialSettings.TOKEN_ENDPOINT),
                cause);
    }

    private AccessToken token(int status, JsonNode answer) {
        String error = answer.path("error").asText();
        if (status == 401 || status == 403 || (status >= 400 && !error.isEmpty())) {
            throw new RegistryUnauthorisedException(
                    "The token endpoint at " + client + " refuses the client '" + client.id()
                            + "' (" + (error.isEmpty() ? "HTTP " + status : RegistryReply.inOneLine(error)) + ")"
                            + explanation(answer.path("error_description").asText()) + "; check "
                            + CredentialSettings.CLIENT_ID + ", "
                            + CredentialSettings.CLIENT_SECRET + " and " + CredentialSettings.SCOPE);
        }
        AccessToken token = status / 100 == 2 ? AccessToken.in(answer, Instant.now()) : null;
        if (token == null) {
            throw new RegistryUnavailableException(
                    "What answers at " + client + " is not a token endpoint (HTTP " + status
                            + " without a token); correct " + CredentialSettings.TOKEN_ENDPOINT,
                    null);
        }
        return token;
    }

    private static String explanation(String text) {
        return text.isBlank() ? "" : ": " + RegistryReply.inOneLine(text);
    }
}
