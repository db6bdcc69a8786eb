package dev.srlstream.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.config.Settings;
import dev.srlstream.event.EngineFailure;
import dev.srlstream.event.ModelDiagnostic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class DiagnosticsPublisherTest {
    private static final Serializer<Object> AS_TEXT =
            (topic, value) -> value.toString().getBytes(StandardCharsets.UTF_8);

    private final MockProducer<byte[], Object> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), AS_TEXT);

    @Test
    void keysADiagnosticByItsCheckpoint() throws Exception {
        Settings settings =
                Settings.load(null, Map.of(), Map.of("application.id", "app", "topic.diagnostics", "health"));
        DiagnosticsPublisher publisher = new DiagnosticsPublisher(settings, producer);
        EngineFailure body = new EngineFailure("c0ffee", "The device is gone.");

        publisher.publish("c0ffee", body);

        ProducerRecord<byte[], Object> record = producer.history().get(0);
        ModelDiagnostic diagnostic = (ModelDiagnostic) record.value();
        assertThat(record.topic()).isEqualTo("health");
        assertThat(record.key()).isEqualTo("c0ffee".getBytes(StandardCharsets.UTF_8));
        assertThat(diagnostic.getApplication()).isEqualTo("app");
        assertThat(diagnostic.getInstance())
                .contains("pid " + ProcessHandle.current().pid());
        assertThat(diagnostic.getBody()).isEqualTo(body);
    }

    @Test
    void saysWhyADiagnosticWasNotPublished() throws Exception {
        producer.sendException = new TimeoutException("Topic diagnostics not present in metadata after 10000 ms.");
        DiagnosticsPublisher publisher = new DiagnosticsPublisher(Settings.load(null, Map.of(), Map.of()), producer);

        assertThatThrownBy(() -> publisher.publish("c0ffee", new EngineFailure("c0ffee", "gone")))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("not present in metadata");
    }
}
