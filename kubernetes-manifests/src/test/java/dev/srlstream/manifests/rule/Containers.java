package dev.srlstream.manifests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names, ports and variables of containers are unique and possible; a variable is set before another one uses it. */
final class Containers implements Rule.OfPods {
    private static final Pattern USE = Pattern.compile("\\$\\(([A-Za-z_]\\w*)\\)");

    @Override
    public void check(Manifest manifest, Consumer<String> complaints) {
        Set<String> names = new HashSet<>();
        Set<String> ports = new HashSet<>();
        for (JsonNode container : manifest.containers()) {
            if (!names.add(container.path("name").asText())) {
                complaints.accept(
                        "two containers are named " + container.path("name").asText());
            }
            for (JsonNode port : container.path("ports")) {
                int number = port.path("containerPort").asInt();
                if (number < 1 || number > 65_535) {
                    complaints.accept("port " + number + " is not between 1 and 65535");
                }
                if (!ports.add(port.path("name").asText()) || !ports.add(Integer.toString(number))) {
                    complaints.accept("port " + number + " or its name is there twice");
                }
            }
            variables(container, complaints);
        }
        if (manifest.pod().path("terminationGracePeriodSeconds").asInt() < 0) {
            complaints.accept("terminationGracePeriodSeconds is below 0");
        }
        boolean never = manifest.pod().path("restartPolicy").asText().equals("Never");
        if (manifest.kind().equals("Deployment") == never) {
            complaints.accept("restartPolicy must be Never, and Always in a Deployment");
        }
    }

    private static void variables(JsonNode container, Consumer<String> complaints) {
        Set<String> set = new HashSet<>();
        for (JsonNode variable : container.path("env")) {
            Matcher use = USE.matcher(variable.path("value").asText());
            while (use.find()) {
                if (!set.contains(use.group(1))) {
                    complaints.accept("%s uses %s, which is not set before"
                            .formatted(variable.path("name").asText(), use.group(1)));
                }
            }
            if (!set.add(variable.path("name").asText())) {
                complaints.accept("variable " + variable.path("name").asText() + " is set twice");
            }
            JsonNode field = variable.at("/valueFrom/resourceFieldRef");
            if (field.isObject()
                    && container
                            .path("resources")
                            .at("/" + field.path("resource").asText().replace('.', '/'))
                            .isMissingNode()) {
                complaints.accept(field.path("resource").asText() + " is asked for and not set");
            }
        }
    }
}
