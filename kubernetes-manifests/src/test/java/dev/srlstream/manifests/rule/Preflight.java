package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import dev.srlstream.operations.ExitCode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The audit reads what the service will read, can be applied before it, and reaches nobody. */
final class Preflight implements Rule {
    private static final String BEFORE = "srlstream.dev/before-rollout";
    private static final Set<Integer> FINAL =
            Set.of(ExitCode.USAGE, ExitCode.CHECKPOINT_REJECTED, ExitCode.CHECKPOINT_UNREADABLE);

    @Override
    public void check(Rendering rendering, Consumer<String> complaints) {
        Manifest audit = rendering.the("Job", "srl-stream-preflight");
        Manifest service = rendering.service();
        if (!audit.pod().findValues("configMapRef").equals(service.pod().findValues("configMapRef"))) {
            complaints.accept("preflight: it has other settings than the service");
        }
        if (!volume(audit).equals(volume(service))) {
            complaints.accept("preflight: it has another checkpoint than the service");
        }
        JsonNode failed = audit.at("/spec/podFailurePolicy/rules/0");
        Set<Integer> codes = new TreeSet<>();
        failed.at("/onExitCodes/values").forEach(code -> codes.add(code.asInt()));
        if (!codes.equals(FINAL)
                || !failed.path("action").asText().equals("FailJob")
                || !failed.at("/onExitCodes/containerName").equals(audit.pod().at("/containers/0/name"))) {
            complaints.accept("preflight: FailJob must be on " + new TreeSet<>(FINAL) + " of its container");
        }
        for (Manifest manifest : rendering.all()) {
            if (isNeeded(manifest, audit) && !manifest.labels().has(BEFORE)) {
                complaints.accept("preflight: %s is needed and has no label %s".formatted(manifest.title(), BEFORE));
            }
        }
        if (service.labels().has(BEFORE)) {
            complaints.accept("preflight: the service must not be applied before the audit");
        }
        JsonNode policy = rendering.the("NetworkPolicy", "srl-stream-preflight").at("/spec");
        if (policy.path("policyTypes").size() != 2 || policy.has("ingress") || policy.has("egress")) {
            complaints.accept("preflight: it can reach somebody");
        }
    }

    /** What the Job cannot start without, and what must be there first. */
    private static boolean isNeeded(Manifest manifest, Manifest audit) {
        String pod = audit.pod().toString();
        return switch (manifest.kind()) {
            case "Namespace", "Job" -> true;
            case "ConfigMap", "ServiceAccount", "PersistentVolumeClaim" -> pod.contains('"' + manifest.name() + '"');
            case "NetworkPolicy" -> manifest.name().equals(audit.name());
            default -> false;
        };
    }

    private static JsonNode volume(Manifest manifest) {
        for (JsonNode volume : manifest.pod().path("volumes")) {
            if (volume.path("name").asText().equals("checkpoint")) {
                return volume;
            }
        }
        return manifest.json().path("none");
    }
}
