package dev.srlstream.manifests.rule;

import java.util.Map;

/** What the HTTP port serves, and to whom. */
public final class ServedPaths {
    public static final String METRICS = "/metrics";

    /** By the name of the probe in Kubernetes. */
    public static final Map<String, String> PROBES =
            Map.of("startupProbe", "/startupz", "readinessProbe", "/readyz", "livenessProbe", "/livez");

    private ServedPaths() {}
}
