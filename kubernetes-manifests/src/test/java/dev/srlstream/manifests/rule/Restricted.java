package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Kubernetes' Pod Security Standard "restricted", for every pod; for ours also what it does not demand. */
final class Restricted implements Rule.OfPods {
    /** Since Kubernetes 1.33 image volumes are among them. */
    private static final Set<String> VOLUMES = Set.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");

    @Override
    public void check(Manifest manifest, Consumer<String> complaints) {
        JsonNode pod = manifest.pod();
        JsonNode security = pod.path("securityContext");
        must(security.path("runAsNonRoot").asBoolean(), "runAsNonRoot must be true", complaints);
        must(security.path("runAsUser").asInt() > 0, "runAsUser must be set, and not 0", complaints);
        must(
                Set.of("RuntimeDefault", "Localhost")
                        .contains(security.at("/seccompProfile/type").asText()),
                "seccompProfile must be set",
                complaints);
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            must(!pod.path(shared).asBoolean(), shared + " must not be set", complaints);
        }
        must(!pod.path("automountServiceAccountToken").asBoolean(true), "no token is needed", complaints);
        pod.path("volumes").forEach(volume -> volume.fieldNames()
                .forEachRemaining(field ->
                        must(field.equals("name") || VOLUMES.contains(field), "volumes of type " + field, complaints)));
        for (JsonNode container : manifest.containers()) {
            check(container, manifest.name().startsWith("srl-stream"), complaints);
        }
    }

    private static void check(JsonNode container, boolean ours, Consumer<String> complaints) {
        JsonNode security = container.path("securityContext");
        must(
                !security.path("allowPrivilegeEscalation").asBoolean(true),
                "allowPrivilegeEscalation must be false",
                complaints);
        must(!security.path("privileged").asBoolean(), "privileged must not be set", complaints);
        must(
                security.at("/capabilities/drop").toString().equals("[\"ALL\"]")
                        && !security.path("capabilities").has("add"),
                "capabilities must all be dropped",
                complaints);
        must(
                !ours || security.path("readOnlyRootFilesystem").asBoolean(),
                "readOnlyRootFilesystem must be true",
                complaints);
        must(security.path("runAsUser").asInt(1) > 0, "runAsUser must not be 0", complaints);
        container.path("ports").forEach(port -> must(!port.has("hostPort"), "hostPort must not be set", complaints));
    }

    private static void must(boolean holds, String what, Consumer<String> complaints) {
        if (!holds) {
            complaints.accept("restricted: " + what);
        }
    }
}
