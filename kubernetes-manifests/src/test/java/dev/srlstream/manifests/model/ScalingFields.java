package dev.srlstream.manifests.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** KEDA's objects, of which there is no model in Java: the names of fields that are used here, and what their values must be. */
final class ScalingFields {
    /** By path, with # for any place in a list: the names that may stand there, each with the kind of its value. */
    private static final Map<String, Map<String, String>> OF_SCALED_OBJECT = Map.of(
            "", Map.of("apiVersion", "STRING", "kind", "STRING", "metadata", "OBJECT", "spec", "OBJECT"),
            "/spec",
                    Map.of(
                            "scaleTargetRef", "OBJECT",
                            "pollingInterval", "NUMBER",
                            "cooldownPeriod", "NUMBER",
                            "minReplicaCount", "NUMBER",
                            "maxReplicaCount", "NUMBER",
                            "fallback", "OBJECT",
                            "advanced", "OBJECT",
                            "triggers", "ARRAY"),
            "/spec/scaleTargetRef", Map.of("apiVersion", "STRING", "kind", "STRING", "name", "STRING"),
            "/spec/fallback", Map.of("failureThreshold", "NUMBER", "replicas", "NUMBER", "behavior", "STRING"),
            "/spec/advanced",
                    Map.of("horizontalPodAutoscalerConfig", "OBJECT", "restoreToOriginalReplicaCount", "BOOLEAN"),
            "/spec/advanced/horizontalPodAutoscalerConfig", Map.of("name", "STRING", "behavior", "OBJECT"),
            "/spec/triggers/#",
                    Map.of("type", "STRING", "name", "STRING", "metadata", "OBJECT", "authenticationRef", "OBJECT"),
            "/spec/triggers/#/authenticationRef", Map.of("name", "STRING", "kind", "STRING"),
            // Of the trigger kafka. Every value is a string, whatever it says.
            "/spec/triggers/#/metadata",
                    Map.of(
                            "bootstrapServers", "STRING",
                            "consumerGroup", "STRING",
                            "topic", "STRING",
                            "lagThreshold", "STRING",
                            "activationLagThreshold", "STRING",
                            "offsetResetPolicy", "STRING",
                            "allowIdleConsumers", "STRING",
                            "ensureEvenDistributionOfPartitions", "STRING",
                            "tls", "STRING",
                            "sasl", "STRING"));

    private static final Map<String, Map<String, String>> OF_AUTHENTICATION = Map.of(
            "", Map.of("apiVersion", "STRING", "kind", "STRING", "metadata", "OBJECT", "spec", "OBJECT"),
            "/spec", Map.of("secretTargetRef", "ARRAY"),
            "/spec/secretTargetRef/#", Map.of("parameter", "STRING", "name", "STRING", "key", "STRING"));

    /** Kubernetes' own: its models know them. */
    private static final String BEHAVIOR = "/spec/advanced/horizontalPodAutoscalerConfig/behavior";

    private static final Set<String> REQUIRED = Set.of(
            "ScaledObject /spec/scaleTargetRef/name",
            "ScaledObject /spec/triggers/0/type",
            "ScaledObject /spec/triggers/0/metadata/bootstrapServers",
            "ScaledObject /spec/triggers/0/metadata/consumerGroup",
            "ScaledObject /spec/triggers/0/metadata/topic",
            "TriggerAuthentication /spec/secretTargetRef/0/parameter",
            "TriggerAuthentication /spec/secretTargetRef/0/name",
            "TriggerAuthentication /spec/secretTargetRef/0/key");

    private ScalingFields() {}

    /** Returns false where the object is none of KEDA's. */
    static boolean check(Manifest manifest, Consumer<String> complaints) {
        switch (manifest.type()) {
            case "keda.sh/v1alpha1 ScaledObject" -> {
                check("", OF_SCALED_OBJECT, manifest.json(), complaints);
                Models.checkScaling(manifest.at(BEHAVIOR), complaints);
            }
            case "keda.sh/v1alpha1 TriggerAuthentication" -> check("", OF_AUTHENTICATION, manifest.json(), complaints);
            default -> {
                return false;
            }
        }
        REQUIRED.stream()
                .filter(required -> required.startsWith(manifest.kind() + " "))
                .map(required -> required.substring(manifest.kind().length() + 1))
                .filter(required -> manifest.at(required).isMissingNode())
                .forEach(required -> complaints.accept(required + " is required"));
        return true;
    }

    private static void check(
            String path, Map<String, Map<String, String>> fields, JsonNode json, Consumer<String> complaints) {
        if (json.isArray()) {
            json.forEach(entry -> check(path + "/#", fields, entry, complaints));
        } else if (json.isObject() && !path.equals("/metadata") && !path.equals(BEHAVIOR)) {
            Map<String, String> known = fields.getOrDefault(path, Map.of());
            json.properties().forEach(field -> {
                String kind = field.getValue().getNodeType().name();
                String needed = known.get(field.getKey());
                if (needed == null) {
                    complaints.accept(path + "/" + field.getKey() + " is not a field that KEDA is known to have");
                } else if (!needed.equals(kind)) {
                    complaints.accept("%s/%s is %s and must be %s".formatted(path, field.getKey(), kind, needed));
                }
                check(path + "/" + field.getKey(), fields, field.getValue(), complaints);
            });
        }
    }
}
