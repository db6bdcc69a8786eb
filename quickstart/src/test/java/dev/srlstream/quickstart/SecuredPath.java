package dev.srlstream.quickstart;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;

/** A broker and a registry that want TLS and credentials, with the demo's topics and the documented rights. */
record SecuredPath(
        KeyStores stores, SecuredBroker broker, ApicurioRegistry registry, RegistryGateway gateway, Path folder)
        implements AutoCloseable {
    /** In every secret of the path, and in nothing else. */
    static final String MARK = "s3cr3t";

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
        broker.addUser(SecuredBroker.OPERATOR, PASSWORD);
        broker.allow(DocumentedRights.read());
        broker.allow(DocumentedRights.read().stream()
                .map(right -> new AclBinding(
                        right.pattern(),
                        new AccessControlEntry(
                                "User:" + KeyStores.CLIENT,
                                "*",
                                right.entry().operation(),
                                right.entry().permissionType())))
                .toList());
        return path;
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
