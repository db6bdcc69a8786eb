package dev.srlstream.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The rights that SECURITY.md tells an operator to grant: its {@code kafka-acls} commands, read as that program reads them. */
final class DocumentedRights {
    static final String USER = "srl";

    private DocumentedRights() {}

    static List<AclBinding> read() throws IOException {
        List<AclBinding> rights = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "SECURITY.md"))) {
            if (line.startsWith("kafka-acls ")) {
                rights.addAll(command(List.of(line.split(" +"))));
            }
        }
        return rights;
    }

    private static List<AclBinding> command(List<String> words) {
        List<AclOperation> operations = new ArrayList<>();
        List<ResourcePattern> resources = new ArrayList<>();
        PatternType pattern = words.contains("--resource-pattern-type") ? PatternType.PREFIXED : PatternType.LITERAL;
        String principal = "";
        for (int i = 1; i + 1 < words.size(); i++) {
            String value = words.get(i + 1);
            switch (words.get(i)) {
                case "--allow-principal" -> principal = value;
                case "--operation" -> operations.add(AclOperation.fromString(value));
                case "--topic" -> resources.add(new ResourcePattern(ResourceType.TOPIC, value, pattern));
                case "--group" -> resources.add(new ResourcePattern(ResourceType.GROUP, value, pattern));
                case "--transactional-id" ->
                    resources.add(new ResourcePattern(ResourceType.TRANSACTIONAL_ID, value, pattern));
                default -> {}
            }
        }
        List<AclBinding> rights = new ArrayList<>();
        for (ResourcePattern resource : resources) {
            for (AclOperation operation : operations) {
                rights.add(new AclBinding(
                        resource, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
            }
        }
        return rights;
    }
}
