package dev.srlstream.manifests;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All objects of one overlay. */
public record Rendering(List<Manifest> all) {
    /** Refuses a key that stands twice in an object, which kubectl would hide. */
    public static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    public static Rendering parse(String yaml) throws IOException {
        List<Manifest> all = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            documents.forEachRemaining(document -> all.add(new Manifest(document)));
        }
        return new Rendering(all);
    }

    public List<Manifest> of(String kind) {
        return all.stream().filter(manifest -> manifest.kind().equals(kind)).toList();
    }

    public Optional<Manifest> find(String kind, String name) {
        return of(kind).stream()
                .filter(manifest -> manifest.name().equals(name))
                .findFirst();
    }

    public Manifest the(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("There is no " + kind + "/" + name + "."));
    }

    /** The one that labels sentences. */
    public Manifest service() {
        return the("Deployment", "srl-stream");
    }

    public List<Manifest> withPods() {
        return all.stream().filter(Manifest::hasPods).toList();
    }
}
