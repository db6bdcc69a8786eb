package dev.srlstream.manifests.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.srlstream.manifests.Manifest;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1ResourceClaimTemplate;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscalerBehavior;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds an object against the model of its type: no other field, all that are required, values of the right kind. */
public final class Models {
    private interface Validation {
        void check(JsonElement json) throws IOException;
    }

    private record Native(Class<?> model, Validation validation) {}

    private static final Map<String, Native> NATIVE = Map.ofEntries(
            Map.entry("v1 Namespace", new Native(V1Namespace.class, V1Namespace::validateJsonElement)),
            Map.entry("v1 ServiceAccount", new Native(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement)),
            Map.entry("v1 ConfigMap", new Native(V1ConfigMap.class, V1ConfigMap::validateJsonElement)),
            Map.entry("v1 Service", new Native(V1Service.class, V1Service::validateJsonElement)),
            Map.entry(
                    "v1 PersistentVolumeClaim",
                    new Native(V1PersistentVolumeClaim.class, V1PersistentVolumeClaim::validateJsonElement)),
            Map.entry("v1 Pod", new Native(V1Pod.class, V1Pod::validateJsonElement)),
            Map.entry("apps/v1 Deployment", new Native(V1Deployment.class, V1Deployment::validateJsonElement)),
            Map.entry("batch/v1 Job", new Native(V1Job.class, V1Job::validateJsonElement)),
            Map.entry(
                    "policy/v1 PodDisruptionBudget",
                    new Native(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement)),
            Map.entry(
                    "networking.k8s.io/v1 NetworkPolicy",
                    new Native(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement)),
            Map.entry(
                    "resource.k8s.io/v1 ResourceClaimTemplate",
                    new Native(V1ResourceClaimTemplate.class, V1ResourceClaimTemplate::validateJsonElement)));

    private static final Native SCALING =
            new Native(V2HorizontalPodAutoscalerBehavior.class, V2HorizontalPodAutoscalerBehavior::validateJsonElement);

    private static final Map<String, Class<?>> OF_OPERATORS = Map.of(
            "kafka.strimzi.io/v1 Kafka", Kafka.class,
            "kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class,
            "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
            "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class,
            "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
            "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

    /** Models of operators keep fields that they do not know, unless this is told otherwise. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    private Models() {}

    public static void check(Manifest manifest, Consumer<String> complaints) {
        Native ofKubernetes = NATIVE.get(manifest.type());
        Class<?> ofOperator = OF_OPERATORS.get(manifest.type());
        if (ofKubernetes != null) {
            check(ofKubernetes, manifest.json(), complaints);
        } else if (ofOperator != null) {
            check(ofOperator, manifest.json(), complaints);
        } else if (!ScalingFields.check(manifest, complaints)) {
            complaints.accept("no cluster is known to have the type " + manifest.type());
        }
    }

    /** What KEDA hands on to Kubernetes' own autoscaler. */
    static void checkScaling(JsonNode behavior, Consumer<String> complaints) {
        check(SCALING, behavior, complaints);
    }

    private static void check(Native type, JsonNode json, Consumer<String> complaints) {
        try {
            JsonElement element = JsonParser.parseString(json.toString());
            type.validation().check(element);
            String back = JSON.getGson().toJson(JSON.getGson().fromJson(element, type.model()));
            RoundTrip.compare(json, STRICT.readTree(back), complaints);
        } catch (IOException | RuntimeException e) {
            complaints.accept(reason(e));
        }
    }

    private static void check(Class<?> type, JsonNode json, Consumer<String> complaints) {
        try {
            RoundTrip.compare(json, STRICT.valueToTree(STRICT.treeToValue(json, type)), complaints);
        } catch (JsonProcessingException e) {
            complaints.accept(e.getOriginalMessage());
        } catch (RuntimeException e) {
            complaints.accept(reason(e));
        }
    }

    private static String reason(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
    }
}
