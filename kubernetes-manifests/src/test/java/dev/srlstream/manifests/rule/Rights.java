package dev.srlstream.manifests.rule;

import dev.srlstream.manifests.Manifest;
import dev.srlstream.manifests.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A KafkaUser has the rights that the kafka-acls commands of SECURITY.md give, and no others. */
final class Rights implements Rule {
    @Override
    public void check(Rendering rendering, Consumer<String> complaints) {
        for (Manifest user : rendering.of("KafkaUser")) {
            Set<String> granted = granted(user);
            Set<String> documented = documented();
            documented.stream()
                    .filter(right -> !granted.contains(right))
                    .forEach(right -> complaints.accept("rights: %s lacks %s".formatted(user.title(), right)));
            granted.stream()
                    .filter(right -> !documented.contains(right))
                    .forEach(right -> complaints.accept("rights: %s has also %s".formatted(user.title(), right)));
        }
    }

    private static Set<String> granted(Manifest user) {
        Set<String> rights = new TreeSet<>();
        user.at("/spec/authorization/acls").forEach(acl -> acl.path("operations")
                .forEach(operation -> rights.add("%s on %s %s (%s)%s"
                        .formatted(
                                operation.asText(),
                                acl.at("/resource/type").asText(),
                                acl.at("/resource/name").asText(),
                                acl.at("/resource/patternType").asText("literal"),
                                acl.path("type").asText("allow").equals("allow") ? "" : " denied"))));
        return rights;
    }

    private static Set<String> documented() {
        Set<String> rights = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(Path.of("..", "SECURITY.md"))) {
                if (line.startsWith("kafka-acls ")) {
                    rights.addAll(command(List.of(line.split(" +"))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rights;
    }

    private static List<String> command(List<String> words) {
        List<String> operations = new ArrayList<>();
        List<String> resources = new ArrayList<>();
        String pattern = words.contains("prefixed") ? "prefix" : "literal";
        for (int i = 0; i + 1 < words.size(); i++) {
            String value = words.get(i + 1);
            switch (words.get(i)) {
                case "--operation" -> operations.add(value);
                case "--topic" -> resources.add("topic " + value);
                case "--group" -> resources.add("group " + value);
                case "--transactional-id" -> resources.add("transactionalId " + value);
                default -> {}
            }
        }
        return resources.stream()
                .flatMap(resource ->
                        operations.stream().map(operation -> "%s on %s (%s)".formatted(operation, resource, pattern)))
                .toList();
    }
}
