package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import io.kubernetes.client.custom.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** What containers ask for is no more than they may have; memory is reserved whole, as libtorch takes it; devices have limits alone. */
final class Quantities implements Rule.OfPods {
    @Override
    public void check(Manifest manifest, Consumer<String> complaints) {
        for (JsonNode container : manifest.containers()) {
            JsonNode requests = container.at("/resources/requests");
            JsonNode limits = container.at("/resources/limits");
            requests.properties().forEach(request -> {
                String resource = request.getKey();
                if (limits.has(resource) && number(request.getValue()).compareTo(number(limits.path(resource))) > 0) {
                    complaints.accept("asks for more " + resource + " than its limit");
                }
                if (resource.contains("/")) {
                    complaints.accept(resource + " belongs under limits");
                }
            });
            if (!requests.path("memory").equals(limits.path("memory"))
                    || requests.path("memory").isMissingNode()) {
                complaints.accept("memory must be request and limit alike");
            }
            if (requests.path("cpu").isMissingNode() || limits.has("cpu")) {
                complaints.accept("cpu must have a request and no limit");
            }
            limits.properties().stream()
                    .filter(limit -> limit.getKey().contains("/"))
                    .filter(limit ->
                            number(limit.getValue()).stripTrailingZeros().scale() > 0)
                    .forEach(limit -> complaints.accept(limit.getKey() + " must be a whole number"));
        }
        disks(manifest, complaints);
    }

    /** The kubelet ends a pod whose volumes and logs together are beyond the limits of its containers. */
    private static void disks(Manifest manifest, Consumer<String> complaints) {
        BigDecimal volumes = BigDecimal.ZERO;
        for (JsonNode volume : manifest.pod().path("volumes")) {
            JsonNode disk = volume.path("emptyDir");
            if (disk.isObject() && !disk.has("sizeLimit")) {
                complaints.accept("volume " + volume.path("name").asText() + " has no sizeLimit");
            } else if (disk.isObject()) {
                volumes = volumes.add(number(disk.path("sizeLimit")));
            }
        }
        for (JsonNode container : manifest.pod().path("containers")) {
            JsonNode limit = container.at("/resources/limits/ephemeral-storage");
            if (!limit.isMissingNode() && number(limit).compareTo(volumes) < 0) {
                complaints.accept("ephemeral-storage is less than its volumes may take");
            }
        }
        List.of("srl-stream", "srl-stream-preflight").stream()
                .filter(manifest.name()::equals)
                .filter(name -> manifest.at("/spec/template/spec/containers/0/resources/limits/ephemeral-storage")
                        .isMissingNode())
                .forEach(name -> complaints.accept("has no limit of ephemeral-storage"));
    }

    private static BigDecimal number(JsonNode quantity) {
        try {
            return Quantity.fromString(quantity.asText()).getNumber();
        } catch (RuntimeException e) {
            // The model says what is wrong with it.
            return BigDecimal.ZERO;
        }
    }
}
