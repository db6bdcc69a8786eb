package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Fields that take words of a list, which Kubernetes' models take for any string. Nothing that only kustomize understands is left. */
final class Words implements Rule.OfManifest {
    private static final String POD = "/spec/template/spec";

    private record Choice(Pattern path, Set<String> words) {}

    private static final List<Choice> CHOICES = List.of(
            choice(".*/ports/\\d+/protocol", "TCP", "UDP", "SCTP"),
            choice(POD + "/restartPolicy", "Always", "OnFailure", "Never"),
            choice(".*/[a-z]*[pP]ullPolicy", "Always", "IfNotPresent", "Never"),
            choice(".*/terminationMessagePolicy", "File", "FallbackToLogsOnError"),
            choice("/spec/strategy/type", "RollingUpdate", "Recreate"),
            choice(".*/seccompProfile/type", "RuntimeDefault", "Localhost"),
            choice(".*/fsGroupChangePolicy", "OnRootMismatch", "Always"),
            choice(".*/whenUnsatisfiable", "ScheduleAnyway", "DoNotSchedule"),
            choice(".*/tolerations/\\d+/operator", "Exists", "Equal"),
            choice(".*/tolerations/\\d+/effect", "NoSchedule", "PreferNoSchedule", "NoExecute"),
            choice(".*/onExitCodes/operator", "In", "NotIn"),
            choice("/spec/podFailurePolicy/rules/\\d+/action", "FailJob", "Ignore", "Count", "FailIndex"),
            choice(".*/onPodConditions/\\d+/status", "True", "False", "Unknown"),
            choice("/spec/policyTypes/\\d+", "Ingress", "Egress"),
            choice("/spec/unhealthyPodEvictionPolicy", "AlwaysAllow", "IfHealthyBudget"),
            choice("/spec/accessModes/\\d+", "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"),
            choice(".*/allocationMode", "ExactCount", "All"),
            choice(
                    "/spec/fallback/behavior",
                    "static",
                    "currentReplicas",
                    "currentReplicasIfHigher",
                    "currentReplicasIfLower"),
            choice(".*/(scaleUp|scaleDown)/policies/\\d+/type", "Pods", "Percent"),
            choice(".*/pod-security.kubernetes.io~1(enforce|warn|audit)", "privileged", "baseline", "restricted"));

    private static Choice choice(String path, String... words) {
        return new Choice(Pattern.compile(path), Set.of(words));
    }

    @Override
    public void check(Manifest manifest, Consumer<String> complaints) {
        check("", manifest.json(), complaints);
    }

    private static void check(String path, JsonNode node, Consumer<String> complaints) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().startsWith("$")) {
                complaints.accept(path + "/" + field.getKey() + " is kustomize's and no cluster knows it");
            }
            check(path + "/" + field.getKey().replace("/", "~1"), field.getValue(), complaints);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            check(path + "/" + i, node.get(i), complaints);
        }
        if (node.isValueNode()) {
            for (Choice choice : CHOICES) {
                if (choice.path().matcher(path).matches() && !choice.words().contains(node.asText())) {
                    complaints.accept(path + ": " + node.asText() + " is none of " + choice.words());
                }
            }
        }
    }
}
