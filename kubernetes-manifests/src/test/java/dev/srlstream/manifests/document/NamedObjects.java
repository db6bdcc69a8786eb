package dev.srlstream.manifests.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.rule.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a command for a cluster: the objects, labels, files and ports that it names must be there.
 *
 * @param objects all that could be in the cluster
 * @param checkout where its files must be
 */
record NamedObjects(List<Manifest> objects, Path checkout) {
    private static final Pattern OBJECT =
            Pattern.compile(" (namespace|deployment|job|pod|kafka|scaledobject)[/ ]([a-z][a-z0-9-]*)(?= |$)");
    private static final Pattern FILE = Pattern.compile(" (?:-k|-f) ([^' ]+)");
    private static final Pattern COPIED = Pattern.compile("kubectl cp .*?([^ ]+) ([a-z0-9-]+):(/[a-z]+)/[^ ]*");
    private static final Pattern LABEL = Pattern.compile(" -l ([^= ]+)=([^ ]+)");
    private static final Pattern NAMESPACE = Pattern.compile(" -n ([^ ]+)");
    private static final Pattern CONTAINER_COMMAND = Pattern.compile(" -- srl (.*)$");
    private static final Pattern PORT = Pattern.compile("port-forward .* (\\d+)$");
    private static final Pattern SECRET =
            Pattern.compile("create secret generic .*?(srl-[a-z-]+) --from-literal=(\\w+)=");

    List<String> complaints(String command) {
        List<String> complaints = new ArrayList<>();
        Matcher object = OBJECT.matcher(command);
        while (object.find()) {
            if (!exists(object.group(1), object.group(2))) {
                complaints.add("there is no " + object.group(1) + "/" + object.group(2));
            }
        }
        Matcher file = FILE.matcher(command);
        while (file.find()) {
            if (!Files.exists(checkout.resolve(file.group(1)))) {
                complaints.add("there is no file " + file.group(1));
            }
        }
        Matcher copied = COPIED.matcher(command);
        if (copied.find()
                && (!Files.exists(DocumentedCommands.ROOT.resolve(copied.group(1)))
                        || !exists("pod", copied.group(2))
                        || !text().contains("\"mountPath\":\"" + copied.group(3) + "\""))) {
            complaints.add("nothing can be copied so");
        }
        Matcher label = LABEL.matcher(command);
        while (label.find()) {
            if (!text().contains("\"%s\":\"%s\"".formatted(label.group(1), label.group(2)))) {
                complaints.add("nothing has the label " + label.group());
            }
        }
        Matcher namespace = NAMESPACE.matcher(command);
        if (namespace.find() && !exists("namespace", namespace.group(1))) {
            complaints.add("there is no namespace " + namespace.group(1));
        }
        Matcher srl = CONTAINER_COMMAND.matcher(command);
        if (srl.find()) {
            String refusal = Commands.refusal(List.of(srl.group(1).split(" ")));
            if (!refusal.isEmpty()) {
                complaints.add(refusal);
            }
        }
        Matcher port = PORT.matcher(command);
        if (port.find() && !text().contains("\"containerPort\":" + port.group(1))) {
            complaints.add("no container has the port " + port.group(1));
        }
        Matcher secret = SECRET.matcher(command);
        if (secret.find()
                && (!text().contains("\"secretRef\":{\"name\":\"" + secret.group(1) + "\"")
                        || !secret.group(2).startsWith("SRL_"))) {
            complaints.add("no container reads the Secret " + secret.group(1));
        }
        return complaints;
    }

    private boolean exists(String kind, String name) {
        return objects.stream()
                .anyMatch(object ->
                        object.kind().equalsIgnoreCase(kind) && object.name().equals(name));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (Manifest object : objects) {
            JsonNode json = object.json();
            text.append(json).append('\n');
        }
        return text.toString();
    }
}
