package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import dev.srlstream.quickstart.QuickstartFiles;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.topics.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A baseline that did less than the topology would flatter nobody. */
class PlainLoopIT {
    private static final int SENTENCES = 60;

    @Test
    @Tag("long")
    void writesTheRecordsThatTheTopologyWrites() throws Exception {
        // Given
        QuickstartFiles files = QuickstartFiles.locate();
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("model.path", files.checkpoint().toString());
        files.modelCache().ifPresent(cache -> flags.put("model.cache.dir", cache.toString()));
        try (BenchKafka kafka = BenchKafka.open(files, null, Map.of(), flags, BenchKafka.PARTITIONS);
                LoadedModel model = LoadedModel.load(kafka.settings("model", "any"), DeviceSpeed.parse("1ms/128"))) {
            String topic = kafka.topic("backlog");
            Settings plain = kafka.settings("plain", topic);
            Settings topology = kafka.settings("topology", topic);
            SentenceLoad.of(model.reader(), false).publish(plain, SENTENCES);

            // When
            List<String> plainRecords =
                    written(plain, new PlainLoop(plain, model.sizing().pendingMax(), model.labeller()), 0);
            List<String> topologyRecords = written(
                    topology,
                    new TopologyPipeline(topology, model.sizing(), model.labeller(), StreamListener.SILENT),
                    SENTENCES);

            // Then
            assertThat(plainRecords).hasSize(SENTENCES).isEqualTo(topologyRecords);
        }
    }

    /** All that came after so many earlier records, in a stable order. */
    private static List<String> written(Settings settings, Pipeline pipeline, int earlier) throws Exception {
        List<String> records = new ArrayList<>();
        try (pipeline;
                TopicReader reader = TopicReader.open(settings.kafkaClientConfig(), List.of(settings.framesTopic()))) {
            pipeline.start();
            long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
            Map<Integer, List<String>> partitions = new LinkedHashMap<>();
            while (records.size() < earlier + SENTENCES && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> frames : reader.poll(Duration.ofMillis(100))) {
                    String text = text(frames);
                    records.add(text);
                    partitions
                            .computeIfAbsent(frames.partition(), any -> new ArrayList<>())
                            .add(text);
                }
            }
            assertThat(pipeline.failure()).isEmpty();
            // Of each partition the later ones: as many as were written by this pipeline, in its order.
            return partitions.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .flatMap(partition -> {
                        List<String> all = partition.getValue();
                        return all.subList(earlier == 0 ? 0 : all.size() / 2, all.size()).stream();
                    })
                    .toList();
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> frames) {
        List<String> headers = Arrays.stream(frames.headers().toArray())
                .map(header -> header.key() + "=" + Arrays.toString(header.value()))
                .toList();
        return frames.partition() + " " + frames.timestamp() + " " + Arrays.toString(frames.key()) + " "
                + Arrays.toString(frames.value()) + " " + headers;
    }
}
