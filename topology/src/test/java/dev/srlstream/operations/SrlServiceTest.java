package dev.srlstream.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.srlstream.config.Settings;
import dev.srlstream.warmup.WarmUpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SrlServiceTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysThatNoCheckpointIsSet() throws Exception {
        StartupException failure = failure(Map.of());

        assertThat(failure).hasMessageContaining("model.path is not set");
        assertThat(failure.exitCode()).isEqualTo(1);
    }

    @Test
    void namesACheckpointThatDoesNotExist() throws Exception {
        Path missing = folder.resolve("missing.tar.gz");

        StartupException failure = failure(Map.of("model.path", missing.toString()));

        assertThat(failure).hasMessage("There is no checkpoint at " + missing + ": correct model.path (--model).");
        assertThat(failure.exitCode()).isEqualTo(1);
    }

    @Test
    void saysThatNothingIsDownloaded() throws Exception {
        StartupException failure = failure(Map.of("model.path", "https://example.org/model.tar.gz"));

        assertThat(failure)
                .hasMessage("There is no checkpoint at https://example.org/model.tar.gz: nothing is downloaded here, so"
                        + " download the file and name it with model.path (--model).");
    }

    @Test
    void namesAddressAndSettingOfBrokersThatAreNotThere() throws Exception {
        Path checkpoint = Files.createFile(folder.resolve("model.tar.gz"));
        String nobody = "127.0.0.1:" + unusedPort();

        StartupException failure = failure(Map.of("model.path", checkpoint.toString(), "bootstrap.servers", nobody));

        assertThat(failure).hasMessageContaining(nobody).hasMessageContaining("bootstrap.servers");
        assertThat(failure.exitCode()).isEqualTo(1);
    }

    @Test
    void explainsSecuritySettingsThatCannotBeUsed() throws Exception {
        Path checkpoint = Files.createFile(folder.resolve("model.tar.gz"));

        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StartupException failure = failure(Map.of(
                    "model.path",
                    checkpoint.toString(),
                    "bootstrap.servers",
                    "127.0.0.1:" + listener.getLocalPort(),
                    "kafka.security.protocol",
                    "SASL_PLAINTEXT"));

            assertThat(failure).hasMessageContaining("JAAS").hasMessageContaining("kafka. security settings");
            assertThat(failure.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void namesAPropertyThatKafkaCannotUse() throws Exception {
        Path checkpoint = Files.createFile(folder.resolve("model.tar.gz"));

        StartupException failure =
                failure(Map.of("model.path", checkpoint.toString(), "kafka.producer.linger.ms", "soon"));

        assertThat(failure).hasMessageContaining("kafka.").hasMessageContaining("linger.ms");
        assertThat(failure.exitCode()).isEqualTo(2);
    }

    @Test
    void hasStoppedWhenItWasClosedBeforeItStarted() throws Exception {
        SrlService service = new SrlService(Settings.load(null, Map.of(), Map.of()), WarmUpListener.SILENT);
        service.close();

        int exitCode = service.awaitStopped();

        assertThat(exitCode).isZero();
    }

    private static StartupException failure(Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", "0");
        try (SrlService service = new SrlService(Settings.load(null, Map.of(), all), WarmUpListener.SILENT)) {
            return catchThrowableOfType(StartupException.class, service::start);
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
