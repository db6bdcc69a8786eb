package dev.srlstream.quickstart;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.operations.SrlService;
import dev.srlstream.topics.SentencePublisher;
import dev.srlstream.warmup.WarmUpListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** The demo's broker and registry, with a service that has labelled some sentences and labels more. Closed by its test. */
record LabelledTopics(DemoCluster cluster, SrlService service, List<ConsumerRecord<byte[], byte[]>> frames)
        implements AutoCloseable {
    /** One with characters of two UTF-16 units before its words, and one whose tokens do not occur in it. */
    private static final List<SentenceEvent> SENTENCES = List.of(
            event("s1", "The chef opened a restaurant.").build(),
            event("s2", "😀😀 My sister never told me why she quit her job.").build(),
            event("s3", "Dogs bark.")
                    .setTokens(List.of("Cats", "chase", "mice"))
                    .setPredicates(List.of(1))
                    .build());

    /** @param folder takes the converted model */
    static LabelledTopics start(Path folder) throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        DemoCluster cluster = DemoCluster.start(files.registry());
        SrlService service = null;
        try {
            Map<String, String> chosen = new TreeMap<>(cluster.settings(files));
            chosen.put("model.device", "cpu");
            chosen.put("model.cache.dir", folder.toString());
            Settings settings = Settings.load(null, Map.of(), chosen);
            service = new SrlService(settings, WarmUpListener.SILENT);
            service.start();
            try (SentencePublisher publisher = SentencePublisher.open(settings)) {
                for (SentenceEvent sentence : SENTENCES) {
                    publisher.publish(sentence);
                }
                publisher.flush();
            }
            return new LabelledTopics(cluster, service, framesOf(cluster, SENTENCES.size()));
        } catch (Exception e) {
            if (service != null) {
                service.close();
            }
            cluster.close();
            throw e;
        }
    }

    String servers() {
        return cluster.broker().bootstrapServers();
    }

    /** A command with this cluster's addresses instead of those of the documents. */
    String addressed(String command) {
        return command.replace("HOST:9092", servers())
                .replace("http://HOST:8081", cluster.registry().url());
    }

    /** How many members a group has. */
    int members(String group) throws Exception {
        try (Admin admin = admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .mapToInt(description -> description.members().size())
                    .sum();
        }
    }

    /** The sum of the offsets that a group has committed. */
    long committed(String group) throws Exception {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", servers()));
    }

    /** The value of a sentence, as it was published. */
    byte[] sentence(String key) {
        return ofKey(CommittedRecords.await(servers(), DemoCluster.SENTENCES, SENTENCES.size()), key)
                .get(0)
                .value();
    }

    /** Waits until there are so many records of frames, and returns what a reader prints of those with this key. */
    List<String> argumentsOf(String key, int count) throws IOException, InterruptedException {
        return new GenericFrames(cluster.registry().url()).arguments(ofKey(framesOf(cluster, count), key));
    }

    /** What a reader of frames prints: id, predicate, role and text of each argument, by a reader that is Avro's own. */
    List<String> arguments() throws IOException, InterruptedException {
        return new GenericFrames(cluster.registry().url()).arguments(frames);
    }

    private static List<ConsumerRecord<byte[], byte[]>> ofKey(
            List<ConsumerRecord<byte[], byte[]>> records, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return records.stream()
                .filter(record -> Arrays.equals(record.key(), bytes))
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> framesOf(DemoCluster cluster, int count) {
        return CommittedRecords.await(cluster.broker().bootstrapServers(), DemoCluster.FRAMES, count);
    }

    private static SentenceEvent.Builder event(String id, String text) {
        return SentenceEvent.newBuilder().setId(id).setText(text);
    }

    @Override
    public void close() {
        service.close();
        cluster.close();
    }
}
