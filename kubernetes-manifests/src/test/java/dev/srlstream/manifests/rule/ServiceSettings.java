package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The service would start with its settings, and the pod gives it the port, the folders and the time that they name. */
final class ServiceSettings implements SettingsRule {
    /** What the end of a process takes beyond {@code close.timeout.ms}, in seconds. */
    private static final int GRACE = 25;

    @Override
    public void check(Rendering rendering, Settings settings, Consumer<String> complaints) {
        Manifest service = rendering.service();
        JsonNode container = service.pod().at("/containers/0");
        if (container.at("/ports/0/containerPort").asInt() != settings.http().port()) {
            complaints.accept("settings: http.port is not the port of the container");
        }
        if (!settings.http().bind().equals("0.0.0.0")) {
            complaints.accept("settings: http.bind must be 0.0.0.0, as probes come to the pod's address");
        }
        if (service.pod().path("terminationGracePeriodSeconds").asLong()
                != settings.closeTimeout().toSeconds() + GRACE) {
            complaints.accept("settings: terminationGracePeriodSeconds must be close.timeout.ms and 25 s");
        }
        try {
            WarmUpPlan plan = settings.warmUpPlan();
            under("checkpoint", plan.checkpoint().model(), container, complaints);
            under("cache", plan.cacheDirectory(), container, complaints);
        } catch (ConfigurationException e) {
            complaints.accept("settings: " + e.getMessage());
        }
        DeployedSettings.variables(rendering).entrySet().stream()
                .filter(variable -> variable.getKey().equals("DJL_CACHE_DIR"))
                .forEach(variable -> under("cache", Path.of(variable.getValue()), container, complaints));
    }

    private static void under(String volume, @Nullable Path path, JsonNode container, Consumer<String> complaints) {
        for (JsonNode mount : container.path("volumeMounts")) {
            if (mount.path("name").asText().equals(volume)
                    && path != null
                    && path.startsWith(mount.path("mountPath").asText())) {
                boolean readOnly = mount.path("readOnly").asBoolean();
                if (readOnly != volume.equals("checkpoint")) {
                    complaints.accept(
                            "settings: the volume " + volume + (readOnly ? " cannot" : " can") + " be written");
                }
                return;
            }
        }
        complaints.accept("settings: " + path + " is not in the volume " + volume);
    }
}
