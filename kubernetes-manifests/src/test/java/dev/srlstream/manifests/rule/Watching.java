package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.config.Settings;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Probes and scrapes ask for what the HTTP port serves; alerts look at containers that there are. */
final class Watching implements SettingsRule {
    private static final Pattern CONTAINER = Pattern.compile("container=\"([^\"]*)\"");
    private static final Pattern SECONDS = Pattern.compile("(\\d+)s");

    @Override
    public void check(Rendering rendering, Settings settings, Consumer<String> complaints) {
        JsonNode container = rendering.service().pod().at("/containers/0");
        ServedPaths.PROBES.forEach((probe, path) -> {
            if (!container.path(probe).at("/httpGet/path").asText().equals(path)) {
                complaints.accept("%s must ask for %s".formatted(probe, path));
            }
        });
        for (Manifest monitor : rendering.of("PodMonitor")) {
            monitor.at("/spec/podMetricsEndpoints").forEach(endpoint -> {
                if (!endpoint.path("path").asText().equals(ServedPaths.METRICS)) {
                    complaints.accept(monitor.title() + " must ask for " + ServedPaths.METRICS);
                }
                long interval = seconds(endpoint.path("interval"));
                if (seconds(endpoint.path("scrapeTimeout")) > interval) {
                    complaints.accept(monitor.title() + ": scrapeTimeout is longer than interval");
                }
                if (settings.http().linger().toSeconds() < 2 * interval) {
                    complaints.accept(monitor.title() + ": http.linger.ms is shorter than two intervals");
                }
            });
        }
        Set<String> names = Set.of(container.path("name").asText());
        for (Manifest rules : rendering.of("PrometheusRule")) {
            Matcher watched = CONTAINER.matcher(rules.json().toString().replace("\\\"", "\""));
            while (watched.find()) {
                if (!names.contains(watched.group(1))) {
                    complaints.accept(rules.title() + " looks at the container " + watched.group(1));
                }
            }
        }
    }

    private static long seconds(JsonNode duration) {
        Matcher seconds = SECONDS.matcher(duration.asText());
        return seconds.matches() ? Long.parseLong(seconds.group(1)) : Long.MAX_VALUE / 2;
    }
}
