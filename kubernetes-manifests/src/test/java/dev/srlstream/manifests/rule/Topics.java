package dev.srlstream.manifests.rule;

import dev.srlstream.config.Settings;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import dev.srlstream.stream.ChangelogTopic;
import dev.srlstream.stream.SentenceTopology;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Topics are those of the settings, with partitions, retention and compaction that the service can live with. */
final class Topics implements SettingsRule {
    @Override
    public void check(Rendering rendering, Settings settings, Consumer<String> complaints) {
        if (rendering.of("KafkaTopic").isEmpty()) {
            return;
        }
        String changelog = SentenceTopology.changelogTopic(settings);
        List<String> outputs = List.of(settings.framesTopic(), settings.rejectionsTopic());
        Set<String> needed = new TreeSet<>(Set.of(settings.sentencesTopic(), settings.diagnosticsTopic(), changelog));
        needed.addAll(outputs);
        Set<String> there = new TreeSet<>();
        rendering.of("KafkaTopic").forEach(topic -> there.add(topic.name()));
        if (!there.equals(needed)) {
            complaints.accept("topics: there are %s, and the settings name %s".formatted(there, needed));
            return;
        }
        Manifest sentences = rendering.the("KafkaTopic", settings.sentencesTopic());
        long kept = sentences.at("/spec/config/retention.ms").asLong();
        for (String output : outputs) {
            Manifest topic = rendering.the("KafkaTopic", output);
            if (topic.at("/spec/config/retention.ms").asLong() < kept
                    || !topic.at("/spec/config/message.timestamp.type").asText().equals("LogAppendTime")) {
                complaints.accept("topics: " + output + " is not kept as long as sentences");
            }
        }
        for (String uncompacted : List.of(outputs.get(0), outputs.get(1), settings.diagnosticsTopic())) {
            if (!rendering
                    .the("KafkaTopic", uncompacted)
                    .at("/spec/config/cleanup.policy")
                    .asText()
                    .equals("delete")) {
                complaints.accept("topics: " + uncompacted + " must not be compacted");
            }
        }
        for (String alike : List.of(settings.framesTopic(), changelog)) {
            if (!rendering.the("KafkaTopic", alike).at("/spec/partitions").equals(sentences.at("/spec/partitions"))) {
                complaints.accept("topics: " + alike + " must have as many partitions as sentences");
            }
        }
        ChangelogTopic.creation(settings).forEach((name, value) -> {
            if (!rendering
                    .the("KafkaTopic", changelog)
                    .at("/spec/config/" + name)
                    .asText()
                    .equals(value)) {
                complaints.accept("topics: %s must have %s=%s".formatted(changelog, name, value));
            }
        });
        cluster(rendering, settings, complaints);
    }

    private static void cluster(Rendering rendering, Settings settings, Consumer<String> complaints) {
        Set<String> clusters = new TreeSet<>();
        for (Manifest manifest : rendering.all()) {
            if (manifest.labels().has("strimzi.io/cluster")) {
                clusters.add(manifest.labels().path("strimzi.io/cluster").asText());
            }
            if (manifest.at("/spec/config/min.insync.replicas").asInt()
                    > manifest.at("/spec/replicas").asInt(1)) {
                complaints.accept(manifest.title() + ": min.insync.replicas is above replicas");
            }
        }
        rendering.of("Kafka").forEach(kafka -> clusters.add(kafka.name()));
        String host = String.join("|", clusters) + "-kafka-bootstrap:";
        if (clusters.size() != 1 || !settings.bootstrapServers().startsWith(host)) {
            complaints.accept("topics: cluster " + clusters + " is not at " + settings.bootstrapServers());
        }
        boolean open = rendering
                .the("NetworkPolicy", "srl-stream")
                .at("/spec/egress")
                .toString()
                .contains("\"strimzi.io/cluster\":\"" + String.join("|", clusters) + "\"");
        if (!open) {
            complaints.accept("topics: the NetworkPolicy does not let the service to " + clusters);
        }
    }
}
