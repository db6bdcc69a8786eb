package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import java.util.Set;
import java.util.function.Consumer;

/** Objects that others name are there, with the keys that they name; but for Secrets, which never stand in a folder. */
final class References implements Rule {
    /** Keys of the Secrets that Strimzi makes. */
    private static final Set<String> OF_USER = Set.of("ca.crt", "user.crt", "user.key", "user.p12", "user.password");

    private static final Set<String> OF_CLUSTER = Set.of("ca.crt", "ca.p12", "ca.password");

    @Override
    public void check(Rendering rendering, Consumer<String> complaints) {
        for (Manifest manifest : rendering.withPods()) {
            Consumer<String> named = complaint -> complaints.accept(manifest.title() + ": " + complaint);
            JsonNode pod = manifest.pod();
            if (pod.has("serviceAccountName")) {
                exists(rendering, "ServiceAccount", pod.path("serviceAccountName"), named);
            }
            for (JsonNode volume : pod.path("volumes")) {
                if (volume.has("configMap")) {
                    exists(rendering, "ConfigMap", volume.at("/configMap/name"), named);
                } else if (volume.has("persistentVolumeClaim")) {
                    exists(rendering, "PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName"), named);
                } else if (volume.has("secret")) {
                    volume.at("/secret/items")
                            .forEach(item ->
                                    secret(rendering, volume.at("/secret/secretName"), item.path("key"), named));
                }
            }
            pod.path("resourceClaims")
                    .forEach(claim ->
                            exists(rendering, "ResourceClaimTemplate", claim.path("resourceClaimTemplateName"), named));
            for (JsonNode container : manifest.containers()) {
                for (JsonNode source : container.path("envFrom")) {
                    if (source.has("configMapRef")) {
                        exists(rendering, "ConfigMap", source.at("/configMapRef/name"), named);
                    } else if (!source.at("/secretRef/optional").asBoolean()) {
                        named.accept("the Secret of its variables must be optional, as none is in this folder");
                    }
                }
            }
        }
        rendering.of("TriggerAuthentication").forEach(manifest -> manifest.at("/spec/secretTargetRef")
                .forEach(target -> secret(rendering, target.path("name"), target.path("key"), complaints)));
    }

    private static void exists(Rendering rendering, String kind, JsonNode name, Consumer<String> complaints) {
        if (rendering.find(kind, name.asText()).isEmpty()) {
            complaints.accept("there is no " + kind + "/" + name.asText());
        }
    }

    /** A user's has the name of the KafkaUser, a cluster's begins with that of the cluster. */
    private static void secret(Rendering rendering, JsonNode name, JsonNode key, Consumer<String> complaints) {
        boolean ofUser = rendering
                .find("KafkaUser", name.asText())
                .filter(user -> user.at("/spec/authentication/type").asText().equals("tls"))
                .isPresent();
        boolean ofCluster = rendering.of("KafkaTopic").stream()
                .map(topic -> topic.labels().path("strimzi.io/cluster").asText() + "-cluster-ca-cert")
                .anyMatch(name.asText()::equals);
        if (!ofUser && !ofCluster) {
            complaints.accept("nothing makes the Secret " + name.asText());
        } else if (!(ofUser ? OF_USER : OF_CLUSTER).contains(key.asText())) {
            complaints.accept("the Secret %s has no key %s".formatted(name.asText(), key.asText()));
        }
    }
}
