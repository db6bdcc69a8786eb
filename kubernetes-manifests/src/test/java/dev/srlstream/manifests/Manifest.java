package dev.srlstream.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One object as a cluster would get it. */
public record Manifest(JsonNode json) {
    public String kind() {
        return json.path("kind").asText();
    }

    public String name() {
        return json.at("/metadata/name").asText();
    }

    /** Group, version and kind, as they stand in the object. */
    public String type() {
        return json.path("apiVersion").asText() + " " + kind();
    }

    public String title() {
        return kind() + "/" + name();
    }

    /** What is at a JSON pointer; missing where there is nothing. */
    public JsonNode at(String pointer) {
        return json.at(pointer);
    }

    public JsonNode labels() {
        return at("/metadata/labels");
    }

    public boolean hasPods() {
        return pod().path("containers").isArray();
    }

    public JsonNode pod() {
        return kind().equals("Pod") ? at("/spec") : at("/spec/template/spec");
    }

    public JsonNode podLabels() {
        return kind().equals("Pod") ? labels() : at("/spec/template/metadata/labels");
    }

    public List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        pod().path("initContainers").forEach(containers::add);
        pod().path("containers").forEach(containers::add);
        return containers;
    }
}
