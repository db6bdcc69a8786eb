package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.config.Settings;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import java.util.function.Consumer;

/** The autoscaler looks at the topic and the group of the service, and never starts more pods than there are partitions. */
final class Scaling implements SettingsRule {
    @Override
    public void check(Rendering rendering, Settings settings, Consumer<String> complaints) {
        boolean fixed = rendering.service().at("/spec").has("replicas");
        if (fixed != rendering.of("ScaledObject").isEmpty()) {
            complaints.accept("scaling: either replicas or a ScaledObject decides how many pods there are");
        }
        for (Manifest scaled : rendering.of("ScaledObject")) {
            if (!scaled.at("/spec/scaleTargetRef/name")
                    .asText()
                    .equals(rendering.service().name())) {
                complaints.accept("scaling: there is no Deployment/"
                        + scaled.at("/spec/scaleTargetRef/name").asText());
            }
            int least = scaled.at("/spec/minReplicaCount").asInt();
            int most = scaled.at("/spec/maxReplicaCount").asInt();
            if (least < 1 || least > most) {
                complaints.accept("scaling: minReplicaCount must be between 1 and maxReplicaCount");
            }
            int partitions = rendering
                    .find("KafkaTopic", settings.sentencesTopic())
                    .map(topic -> topic.at("/spec/partitions").asInt())
                    .orElse(most);
            if (most != partitions) {
                complaints.accept("scaling: maxReplicaCount must be the number of partitions, " + partitions);
            }
            trigger(rendering, settings, scaled.at("/spec/triggers/0"), complaints);
        }
    }

    private static void trigger(Rendering rendering, Settings settings, JsonNode trigger, Consumer<String> complaints) {
        JsonNode metadata = trigger.path("metadata");
        same("consumerGroup", metadata, settings.applicationId(), complaints);
        same("topic", metadata, settings.sentencesTopic(), complaints);
        same("bootstrapServers", metadata, settings.bootstrapServers(), complaints);
        // A new application begins at the beginning of the topic.
        same("offsetResetPolicy", metadata, "earliest", complaints);
        if (metadata.path("lagThreshold").asLong() <= settings.sizing("cpu").pendingMax()) {
            complaints.accept("scaling: lagThreshold must be above pending.max, which is not in the lag");
        }
        boolean secured = settings.kafkaProperties().containsKey("security.protocol");
        if (secured
                && (!metadata.path("tls").asText().equals("enable")
                        || rendering
                                .find(
                                        "TriggerAuthentication",
                                        trigger.at("/authenticationRef/name").asText())
                                .isEmpty())) {
            complaints.accept("scaling: the autoscaler cannot reach brokers with TLS");
        }
    }

    private static void same(String field, JsonNode metadata, String setting, Consumer<String> complaints) {
        if (!metadata.path(field).asText().equals(setting)) {
            complaints.accept("scaling: %s must be %s".formatted(field, setting));
        }
    }
}
