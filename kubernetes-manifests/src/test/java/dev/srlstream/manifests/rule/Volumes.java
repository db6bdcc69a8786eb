package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Every mount has its volume, every volume its mount; claims of devices likewise. */
final class Volumes implements Rule.OfPods {
    @Override
    public void check(Manifest manifest, Consumer<String> complaints) {
        Set<String> volumes = new HashSet<>();
        for (JsonNode volume : manifest.pod().path("volumes")) {
            if (!volumes.add(volume.path("name").asText())) {
                complaints.accept("two volumes are named " + volume.path("name").asText());
            }
            if (volume.size() != 2) {
                complaints.accept("volume %s must be of one type"
                        .formatted(volume.path("name").asText()));
            }
        }
        Set<String> mounted = new HashSet<>();
        for (JsonNode container : manifest.containers()) {
            Set<String> paths = new HashSet<>();
            for (JsonNode mount : container.path("volumeMounts")) {
                String name = mount.path("name").asText();
                mounted.add(name);
                if (!volumes.contains(name)) {
                    complaints.accept("mounts " + name + ", which is no volume");
                }
                if (!paths.add(mount.path("mountPath").asText())) {
                    complaints.accept(
                            "mounts two volumes at " + mount.path("mountPath").asText());
                }
            }
            for (JsonNode claim : container.at("/resources/claims")) {
                if (!claims(manifest).contains(claim.path("name").asText())) {
                    complaints.accept("uses the claim " + claim.path("name").asText() + ", which it does not have");
                }
            }
        }
        volumes.removeAll(mounted);
        volumes.forEach(volume -> complaints.accept("nothing mounts the volume " + volume));
    }

    private static Set<String> claims(Manifest manifest) {
        Set<String> claims = new HashSet<>();
        manifest.pod()
                .path("resourceClaims")
                .forEach(claim -> claims.add(claim.path("name").asText()));
        return claims;
    }
}
