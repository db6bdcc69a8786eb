package dev.srlstream.quickstart;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker and a registry that want TLS and credentials, with the demo's topics and the documented rights. */
record SecuredPath(
        KeyStores stores, SecuredBroker broker, ApicurioRegistry registry, RegistryGateway gateway, Path folder)
        implements AutoCloseable {
    /** In every secret of the path, and in nothing else. */
    static final String MARK = "s3cr3t";

    /** A person at the console, who publishes and reads. */
    static final String OPERATOR = "operator";

    static final String PASSWORD = "s3cr3t-scram";

    /** {@code Basic} of {@link #REGISTRY_USER}. */
    static final String BASIC = "Basic cmVnaXN0cnktdXNlcjpzM2NyM3QtcmVnaXN0cnk=";

    static final String REGISTRY_USER = "registry-user:s3cr3t-registry";

    static SecuredPath start(Path folder) throws Exception {
        KeyStores stores = KeyStores.make(folder, "s3cr3t-store");
        SecuredBroker broker = SecuredBroker.start(stores);
        ApicurioRegistry registry =
                ApicurioRegistry.start(QuickstartFiles.locate().registry());
        SecuredPath path = new SecuredPath(stores, broker, registry, RegistryGateway.start(registry, stores), folder);
        broker.open().createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
        broker.addUser(DocumentedRights.USER, PASSWORD);
        broker.addUser(OPERATOR, PASSWORD);
        broker.allow(DocumentedRights.read());
        broker.allow(DocumentedRights.read().stream()
                .map(right -> right(KeyStores.CLIENT, right.entry().operation(), right.pattern()))
                .toList());
        broker.allow(List.of(
                right(OPERATOR, AclOperation.WRITE, topic("sentences")),
                right(OPERATOR, AclOperation.READ, topic("frames")),
                right(OPERATOR, AclOperation.READ, topic("rejections")),
                right(OPERATOR, AclOperation.READ, topic("diagnostics")),
                right(OPERATOR, AclOperation.WRITE, topic("diagnostics"))));
        return path;
    }

    private static AclBinding right(String user, AclOperation operation, ResourcePattern resource) {
        return new AclBinding(
                resource, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    private static ResourcePattern topic(String name) {
        return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
    }

    /** Right settings of a service: SCRAM over TLS to the broker, basic authentication over TLS to the registry. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(ServiceSettings.of(broker.open(), registry, folder));
        settings.putAll(broker.scram(DocumentedRights.USER, PASSWORD));
        settings.put("schema.registry.url", gateway.url());
        settings.put("registry.basic.auth.user.info", REGISTRY_USER);
        settings.putAll(stores.settings("registry.schema.registry.", "truststore", stores.trust()));
        return settings;
    }

    SrlService service(Map<String, String> settings) throws Exception {
        return new SrlService(Settings.load(null, Map.of(), settings), WarmUpListener.SILENT);
    }

    @Override
    public void close() {
        gateway.close();
        registry.close();
        broker.close();
    }
}
