package dev.srlstream.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JavaOptionsTest {
    @Test
    void javaTakesTheOptionsOfEveryContainer() throws Exception {
        int tried = 0;
        for (Manifest manifest : Renderings.of("prod-gpu").withPods()) {
            for (JsonNode container : manifest.containers()) {
                for (JsonNode variable : container.path("env")) {
                    if (variable.path("name").asText().equals("JDK_JAVA_OPTIONS")) {
                        String options = variable.path("value").asText().replace("$(CPUS)", "4");
                        assertThat(java(options)).contains("Picked up JDK_JAVA_OPTIONS");
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isEqualTo(2);
    }

    private static String java(String options) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true);
        builder.environment().put("JDK_JAVA_OPTIONS", options);
        Process java = builder.start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(said).isZero();
        return said;
    }
}
