package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.cli.Srl;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Confluent's serializers with some of their jars, each time in a process of its own, as a class path cannot shrink. */
class SerdeClassesIT {
    private static final String CONFLUENT = "io.confluent.kafka.serializers.KafkaAvroSerializer";

    private static final List<String> ALL = List.of(
            "kafka-avro-serializer",
            "kafka-schema-serializer",
            "kafka-schema-registry-client",
            "guava",
            "failureaccess",
            "jackson-datatype-jdk8");

    private record Ended(int exitCode, String said) {}

    @Test
    void takesThemWithAllOfTheirJars() throws Exception {
        Ended config = config(ALL);

        assertThat(config.exitCode()).as(config.said()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'value.serializer is io.confluent.kafka.serializers.KafkaAvroSerializer, which is not'",
        "kafka-avro-serializer, needs io.confluent.kafka.serializers.",
        "kafka-avro-serializer kafka-schema-serializer, needs io.confluent.kafka.schemaregistry.",
        "kafka-avro-serializer kafka-schema-serializer kafka-schema-registry-client, needs com.google.common.",
        "kafka-avro-serializer kafka-schema-serializer kafka-schema-registry-client guava failureaccess, needs com.fasterxml.jackson.datatype.",
    })
    void saysInASentenceWhichClassIsMissing(String jars, String sentence) throws Exception {
        Ended config = config(Arrays.asList(jars.split(" ")));

        assertThat(config.exitCode()).isEqualTo(2);
        assertThat(config.said())
                .contains(sentence, "SRL_CLASSPATH", "docs/clients.md")
                .doesNotContain("\tat ");
    }

    /** Runs {@code srl config} with this process' class path, of whose jars from Confluent only those remain. */
    private static Ended config(List<String> jars) throws Exception {
        String classPath = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""))
                                .split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.contains("bundled-dependencies")
                        || jars.contains(Path.of(entry).getFileName().toString().replaceFirst("-\\d.*", "")))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        Srl.class.getName(),
                        "config",
                        "--set",
                        "value.serializer=" + CONFLUENT)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
