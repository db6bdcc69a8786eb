package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.config.Settings;
import dev.srlstream.manifests.Rendering;
import java.util.function.Consumer;

/** A pod that has a GPU uses it, and is replaced instead of waiting for a second one. One that has none does neither. */
final class Device implements SettingsRule {
    @Override
    public void check(Rendering rendering, Settings settings, Consumer<String> complaints) {
        JsonNode resources = rendering.service().pod().at("/containers/0/resources");
        long devices = resources.path("claims").size()
                + resources.path("limits").properties().stream()
                        .filter(limit -> limit.getKey().startsWith("nvidia.com/"))
                        .count();
        String device = devices > 0 ? "gpu" : "cpu";
        if (devices > 1) {
            complaints.accept("device: a pod asks for a GPU in two ways");
        }
        if (!settings.device().equals(device)) {
            complaints.accept("device: model.device must be " + device);
        }
        String strategy = devices > 0 ? "Recreate" : "RollingUpdate";
        if (!rendering.service().at("/spec/strategy/type").asText().equals(strategy)) {
            complaints.accept("device: the strategy must be " + strategy);
        }
        JsonNode rolling = rendering.service().at("/spec/strategy/rollingUpdate");
        if (devices == 0
                && !(rolling.path("maxSurge").asText().equals("100%")
                        && rolling.path("maxUnavailable").asText().equals("0"))) {
            complaints.accept("device: all new pods must start beside the old ones, or models are mixed");
        }
    }
}
