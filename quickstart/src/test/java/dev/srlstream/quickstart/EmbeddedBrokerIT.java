package dev.srlstream.quickstart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerIT {
    @Test
    void showsCommittedRecordsOnlyToACommittedReader() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            broker.createTopics(Map.of("words", 1));
            // When
            writeOneCommittedAndOneAborted(broker.bootstrapServers());
            // Then
            assertThat(readCommitted(broker.bootstrapServers())).containsExactly("kept", "kept too");
        }
    }

    @Test
    void leavesNeitherPortNorFolderBehind() throws Exception {
        // Given
        EmbeddedBroker broker = EmbeddedBroker.start();
        int port = Integer.parseInt(broker.bootstrapServers().substring("127.0.0.1:".length()));
        assertThat(broker.folder()).isNotEmptyDirectory();
        // When
        broker.close();
        // Then
        assertThat(broker.folder()).doesNotExist();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(java.net.ConnectException.class);
    }

    private static void writeOneCommittedAndOneAborted(String servers) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "transactional.id", "writer");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("words", "kept")).get();
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("words", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("words", "kept too")).get();
            producer.commitTransaction();
        }
    }

    private static List<String> readCommitted(String servers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
        List<String> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("words", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(entry -> read.add(entry.value()));
            }
        }
        return read;
    }
}
