package dev.srlstream.quickstart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * A real broker that denies whatever it has not been told to allow. Its first listener is the test's own, without a password and with every
 * right; services come in by one of the others.
 */
final class SecuredBroker implements AutoCloseable {
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    private final EmbeddedBroker broker;
    private final KeyStores stores;
    private final List<Integer> ports;
    private final Admin admin;

    private SecuredBroker(EmbeddedBroker broker, KeyStores stores, List<Integer> ports) {
        this.broker = broker;
        this.stores = stores;
        this.ports = ports;
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    static SecuredBroker start(KeyStores stores) throws IOException {
        List<Integer> ports = LoopbackPorts.free(5);
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "listeners",
                "CLIENT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,SCRAM://localhost:%d,MUTUAL://localhost:%d,ELSEWHERE://localhost:%d"
                        .formatted(ports.toArray()));
        settings.put(
                "listener.security.protocol.map",
                "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT,SCRAM:SASL_SSL,MUTUAL:SSL,ELSEWHERE:SASL_SSL");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get(1));
        for (String listener : List.of("scram", "elsewhere")) {
            String prefix = "listener.name." + listener + ".";
            settings.put(prefix + "sasl.enabled.mechanisms", "SCRAM-SHA-512");
            settings.put(prefix + "scram-sha-512.sasl.jaas.config", SCRAM + ";");
        }
        settings.putAll(stores.settings("listener.name.scram.", "keystore", stores.server()));
        settings.putAll(stores.settings("listener.name.mutual.", "keystore", stores.server()));
        settings.putAll(stores.settings("listener.name.mutual.", "truststore", stores.trust()));
        settings.put("listener.name.mutual.ssl.client.auth", "required");
        settings.putAll(stores.settings("listener.name.elsewhere.", "keystore", stores.elsewhere()));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        settings.put("allow.everyone.if.no.acl.found", "false");
        return new SecuredBroker(EmbeddedBroker.start(settings), stores, ports);
    }

    /** The test's own way in. */
    EmbeddedBroker open() {
        return broker;
    }

    Admin admin() {
        return admin;
    }

    void addUser(String name, String password) throws ExecutionException, InterruptedException {
        ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, info, password)))
                .all()
                .get();
    }

    void allow(Collection<AclBinding> rights) throws ExecutionException, InterruptedException {
        admin.createAcls(rights).all().get();
    }

    void forbid(AclBinding right) throws ExecutionException, InterruptedException {
        admin.deleteAcls(List.of(right.toFilter())).all().get();
    }

    void forbidAll() throws ExecutionException, InterruptedException {
        admin.deleteAcls(new ArrayList<>(List.of(AclBindingFilter.ANY))).all().get();
    }

    /** Settings of a service that comes in with user and password, over TLS. */
    Map<String, String> scram(String user, String password) {
        Map<String, String> settings = new HashMap<>(stores.settings("kafka.", "truststore", stores.trust()));
        settings.put("bootstrap.servers", "localhost:" + ports.get(2));
        settings.put("kafka.security.protocol", "SASL_SSL");
        settings.put("kafka.sasl.mechanism", "SCRAM-SHA-512");
        settings.put("kafka.sasl.jaas.config", "%s username=\"%s\" password=\"%s\";".formatted(SCRAM, user, password));
        return settings;
    }

    /** Settings of a service that shows a certificate. */
    Map<String, String> mutual() {
        Map<String, String> settings = new HashMap<>(stores.settings("kafka.", "truststore", stores.trust()));
        settings.putAll(stores.settings("kafka.", "keystore", stores.client()));
        settings.put("bootstrap.servers", "localhost:" + ports.get(3));
        settings.put("kafka.security.protocol", "SSL");
        return settings;
    }

    /** The address of a listener whose certificate is another host's. */
    String elsewhere() {
        return "localhost:" + ports.get(4);
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
