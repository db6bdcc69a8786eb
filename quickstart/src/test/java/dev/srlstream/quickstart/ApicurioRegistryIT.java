package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class ApicurioRegistryIT {
    private static final String TEXT_FIELD = "{\"name\":\"text\",\"type\":\"string\"}";

    @Test
    void refusesASchemaThatCannotReadItsPredecessor() throws Exception {
        try (ApicurioRegistry registry =
                ApicurioRegistry.start(QuickstartFiles.locate().registry())) {
            // Given
            assertThat(register(registry, "").statusCode()).isEqualTo(200);
            // When
            HttpResponse<String> answer = register(registry, TEXT_FIELD);
            // Then
            assertThat(answer.statusCode()).isEqualTo(409);
        }
    }

    @Test
    void endsItsProcessWhenClosed() throws Exception {
        // Given
        ApicurioRegistry registry =
                ApicurioRegistry.start(QuickstartFiles.locate().registry());
        // When
        registry.close();
        // Then
        assertThat(ProcessHandle.of(registry.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private static HttpResponse<String> register(ApicurioRegistry registry, String fields) throws Exception {
        String schema = "{\"type\":\"record\",\"name\":\"Line\",\"fields\":[" + fields + "]}";
        String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/lines-value/versions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
