package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.quickstart.CommittedRecords.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Instances with two checkpoints come and go on a real broker while sentences flow; in the end, what came of each is judged. */
final class ModelChangeTrial implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** So that those who died are noticed within seconds, and outcomes tell when they were written. */
    private static final Map<String, String> BROKER = Map.of(
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
            "log.message.timestamp.type", "LogAppendTime",
            "group.streams.min.session.timeout.ms", "6000",
            "group.streams.session.timeout.ms", "6000",
            "group.streams.min.heartbeat.interval.ms", "1000",
            "group.streams.heartbeat.interval.ms", "1000",
            "group.streams.initial.rebalance.delay.ms", "0");

    private final Path folder;
    private final String protocol;
    private final int partitions;
    private final EmbeddedBroker broker;
    private final Map<String, String> common;
    private final SteadyFeed feed;
    private final CommittedRecords outputs;
    private final GroupMembers members;

    ModelChangeTrial(Path folder, String protocol, int partitions) throws Exception {
        this.folder = folder;
        this.protocol = protocol;
        this.partitions = partitions;
        ApicurioRegistry registry = SharedRegistry.get();
        broker = EmbeddedBroker.start(BROKER);
        broker.createTopics(
                Map.of("sentences", partitions, "frames", partitions, "rejections", partitions, "diagnostics", 1));
        common = common(ServiceSettings.of(broker, registry, folder));
        outputs = new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"));
        members = new GroupMembers(broker.bootstrapServers(), "changing", protocol);
        Map<String, Object> serde = Settings.load(null, Map.of(), common).serdeConfig();
        feed = new SteadyFeed("sentences", partitions, broker.bootstrapServers(), serde);
    }

    private Map<String, String> common(Map<String, String> settings) {
        Map<String, String> common = new HashMap<>(settings);
        common.put("application.id", "changing");
        // Small batches, so that an instance has pending sentences whenever it is struck.
        common.put("engine.batch.tokens", "64");
        common.put("pending.max", "32");
        common.put("transaction.timeout.ms", "7000");
        common.put("kafka.group.protocol", protocol);
        if (protocol.equals("classic")) {
            common.put("kafka.session.timeout.ms", "6000");
            common.put("kafka.heartbeat.interval.ms", "1000");
        }
        return common;
    }

    Map<String, String> settings(Path checkpoint) {
        Map<String, String> settings = new HashMap<>(common);
        settings.put("model.path", checkpoint.toString());
        return settings;
    }

    /** @param name of no other instance so far */
    ServiceProcess start(String name, Path checkpoint) throws IOException {
        return new ServiceProcess(Files.createDirectory(folder.resolve(name)), settings(checkpoint));
    }

    /** Waits until the group has so many members, those who died and whose session lasts included, and all have partitions. */
    void awaitMembers(int count) {
        await(count + " members")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(ExecutionException.class) // There is no group before somebody has joined.
                .until(() -> {
                    List<Integer> held = members.partitions();
                    return held.size() == count
                            && held.stream().mapToInt(Integer::intValue).sum() == partitions
                            && !held.contains(0);
                });
    }

    static void awaitHolding(ServiceProcess instance) {
        await("event=holding").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(instance.log()).contains("event=holding");
            assertThat(instance.isAlive()).isTrue();
        });
    }

    static void assertHolds(ServiceProcess instance) throws IOException {
        assertThat(instance.isAlive()).isTrue();
        assertThat(instance.log()).contains("event=holding").doesNotContain("event=held", "event=started");
    }

    /** Waits until every partition has a new outcome of a checkpoint. */
    void awaitOutcomes(Path checkpoint) throws IOException {
        awaitOutcomes(checkpoint, partitions);
    }

    /** Waits until so many partitions have a new outcome of a checkpoint. */
    void awaitOutcomes(Path checkpoint, int count) throws IOException {
        String model = TwoCheckpoints.sha256(checkpoint);
        outputs.readToEnd();
        int before = outputs.all().size();
        Set<Integer> seen = new HashSet<>();
        await("outcomes of " + count + " partitions").atMost(PATIENCE).until(() -> {
            int now = outputs.poll();
            outputs.all().subList(before, now).stream()
                    .filter(record -> CommittedRecords.model(record).equals(model))
                    .forEach(record -> seen.add(record.partition()));
            return seen.size() >= count;
        });
    }

    /** Ends the flow and waits for the outcomes of all sentences. Returns how many there were. */
    int awaitEnd() throws InterruptedException {
        int published = feed.stop();
        await(published + " outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= published);
        return published;
    }

    /** Nothing is lost, repeated or out of order, and each partition saw the checkpoints one after the other. */
    void judge(int published, List<Path> checkpoints) throws IOException {
        outputs.readToEnd();
        assertThat(outputs.all().stream().map(CommittedRecords::source))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, published)
                        .mapToObj(number -> new Source(number % partitions, number / partitions))
                        .toList());
        String[] models = new String[checkpoints.size()];
        for (int i = 0; i < models.length; i++) {
            models[i] = TwoCheckpoints.sha256(checkpoints.get(i));
        }
        for (int partition = 0; partition < partitions; partition++) {
            for (String topic : List.of("frames", "rejections")) {
                assertThat(outputs.of(topic, partition))
                        .isSortedAccordingTo(Comparator.comparing(ModelChangeTrial::offset));
            }
            List<ConsumerRecord<byte[], byte[]>> changes = changes(partition);
            assertThat(changes.stream().map(CommittedRecords::model))
                    .as("models of partition " + partition)
                    .containsExactly(models);
        }
    }

    /** Of a partition's outcomes, by the offsets of their sentences, the first of each model. */
    private List<ConsumerRecord<byte[], byte[]>> changes(int partition) {
        List<ConsumerRecord<byte[], byte[]>> outcomes = inOrder(partition);
        return IntStream.range(0, outcomes.size())
                .filter(i -> i == 0 || isChange(outcomes, i))
                .mapToObj(outcomes::get)
                .toList();
    }

    /** How long no outcome was written at each change of the model; milliseconds by partition. */
    void tellGaps() {
        for (int partition = 0; partition < partitions; partition++) {
            List<ConsumerRecord<byte[], byte[]>> outcomes = inOrder(partition);
            long[] gaps = IntStream.range(1, outcomes.size())
                    .filter(i -> isChange(outcomes, i))
                    .mapToLong(i ->
                            outcomes.get(i).timestamp() - outcomes.get(i - 1).timestamp())
                    .toArray();
            System.out.printf(
                    "change of the model, %s protocol, partition %d: no outcome for %s ms%n",
                    protocol, partition, Arrays.toString(gaps));
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> inOrder(int partition) {
        return outputs.all().stream()
                .filter(record -> CommittedRecords.source(record).partition() == partition)
                .sorted(Comparator.comparing(ModelChangeTrial::offset))
                .toList();
    }

    private static boolean isChange(List<ConsumerRecord<byte[], byte[]>> outcomes, int index) {
        return !CommittedRecords.model(outcomes.get(index)).equals(CommittedRecords.model(outcomes.get(index - 1)));
    }

    private static long offset(ConsumerRecord<byte[], byte[]> record) {
        return CommittedRecords.source(record).offset();
    }

    @Override
    public void close() throws InterruptedException {
        feed.close();
        outputs.close();
        members.close();
        broker.close();
    }
}
