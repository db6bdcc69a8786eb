package dev.srlstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServiceTest {
    private static final HttpSettings PLAIN = settings("localhost", null, null, null, null);

    @TempDir
    private Path folder = Path.of("");

    private static HttpSettings settings(
            String bind,
            @Nullable Path keystore,
            @Nullable String secret,
            @Nullable String user,
            @Nullable String password) {
        return new HttpSettings(0, bind, keystore, secret, user, password, Duration.ZERO);
    }

    @Test
    void onlyTheVeryPathIsServedAndOnlyForReading() throws Exception {
        try (HttpService service = serving(PLAIN)) {
            assertThat(get(service, "open").body()).isEqualTo("there\n");
            assertThat(get(service, "open/").statusCode()).isEqualTo(404);
            assertThat(get(service, "openly").statusCode()).isEqualTo(404);
            assertThat(get(service, "other").statusCode()).isEqualTo(404);
            HttpResponse<String> posted =
                    send(HttpRequest.newBuilder(uri(service, "open")).POST(HttpRequest.BodyPublishers.ofString("x")));
            assertThat(posted.statusCode()).isEqualTo(405);
            HttpResponse<String> head = send(
                    HttpRequest.newBuilder(uri(service, "open")).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:1, 200",
        "LOCALHOST, 200",
        "127.0.0.1:8090, 200",
        "[::1]:8090, 200",
        "evil.example:8090, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403"
    })
    void onLoopbackItMustBeAskedForANameOfThisMachine(String host, int status) throws Exception {
        try (HttpService service = serving(PLAIN)) {
            assertThat(statusFor(service, host)).isEqualTo(status);
        }
    }

    @Test
    void onAllAddressesItMayBeAskedForAnyName() throws Exception {
        try (HttpService service = serving(settings("0.0.0.0", null, null, null, null))) {
            assertThat(statusFor(service, "pod-7.example")).isEqualTo(200);
        }
    }

    @Test
    void aPasswordGuardsAllButWhatIsOpen() throws Exception {
        try (HttpService service = serving(settings("localhost", null, null, "operator", "pass:wörd"))) {
            assertThat(get(service, "open").statusCode()).isEqualTo(200);
            assertThat(get(service, "guarded").statusCode()).isEqualTo(401);
            assertThat(authenticated(service, "operator:wrong").statusCode()).isEqualTo(401);
            assertThat(authenticated(service, "operator:pass:wörd").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void itSpeaksHttpsWithAKeystore() throws Exception {
        // Given
        Path keystore = folder.resolve("http.p12");
        run(List.of(
                "keytool",
                "-genkeypair",
                "-alias",
                "http",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                "secret"));
        Path certificate = folder.resolve("http.pem");
        run(List.of(
                "keytool",
                "-exportcert",
                "-rfc",
                "-alias",
                "http",
                "-keystore",
                keystore.toString(),
                "-storepass",
                "secret",
                "-file",
                certificate.toString()));
        // When
        try (HttpService service = serving(settings("localhost", keystore, "secret", null, null))) {
            // Then
            assertThat(service.url()).startsWith("https://localhost:");
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(Certificates.trusting(certificate))
                    .build();
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri(service, "open")).build(), BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo("there\n");
        }
        assertThatThrownBy(() -> serving(settings("localhost", keystore, "wrong", null, null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http.tls.keystore.password");
    }

    @Test
    void aPortInUseIsToldWithWhatToDo() throws Exception {
        try (HttpService first = serving(PLAIN)) {
            int port = uri(first, "").getPort();
            HttpSettings same = new HttpSettings(port, "localhost", null, null, null, null, Duration.ZERO);

            assertThatThrownBy(() -> HttpService.open(same))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("http.port=" + port)
                    .hasMessageContaining("choose another port, 0 for any that is free, or -1 for none");
        }
        assertThatThrownBy(() -> serving(settings("no-such-host.invalid", null, null, null, null)))
                .hasMessageContaining("http.bind=no-such-host.invalid");
    }

    /** Requests that never end would otherwise take the threads of all others. */
    @Test
    void clientsThatSayNothingDoNotKeepOthersWaiting() throws Exception {
        try (HttpService service = serving(PLAIN)) {
            int port = uri(service, "").getPort();
            Socket[] silent = new Socket[120];
            try {
                for (int i = 0; i < silent.length; i++) {
                    silent[i] = new Socket("localhost", port);
                    silent[i]
                            .getOutputStream()
                            .write("GET /open HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
                }

                assertThat(get(service, "open").statusCode()).isEqualTo(200);
            } finally {
                for (Socket socket : silent) {
                    if (socket != null) {
                        socket.close();
                    }
                }
            }
        }
    }

    private static HttpService serving(HttpSettings settings) throws IOException {
        HttpService service = HttpService.open(settings);
        service.addOpen("/open", exchange -> Answer.text(200, "there").send(exchange));
        service.add("/guarded", exchange -> Answer.text(200, "secret").send(exchange));
        return service;
    }

    private static URI uri(HttpService service, String path) {
        return URI.create(service.url() + path);
    }

    private static HttpResponse<String> get(HttpService service, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(service, path)));
    }

    private static HttpResponse<String> authenticated(HttpService service, String credentials) throws Exception {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(uri(service, "guarded")).header("Authorization", "Basic " + encoded));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    }

    /** By hand, as Java's client lets nobody choose the Host header. */
    private static int statusFor(HttpService service, String host) throws Exception {
        try (Socket socket = new Socket("localhost", uri(service, "").getPort())) {
            socket.getOutputStream()
                    .write(("GET /open HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            }
        }
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
