package dev.srlstream.contract;

import dev.srlstream.compatibility.SchemaMismatch;
import dev.srlstream.config.Settings;
import dev.srlstream.contract.Standing.State;
import dev.srlstream.registry.RegisteredSchema;
import dev.srlstream.registry.RegistryException;
import dev.srlstream.registry.SchemaNotFoundException;
import dev.srlstream.registry.SchemaRegistryClient;
import dev.srlstream.registry.UnreadableSchemaException;
import dev.srlstream.serde.AvroSerdeConfig;
import java.util.Optional;

/** Compares contracts with a registry, and registers them. Used by one thread; asks the registry anew each time it is made. */
public final class ContractRegistry {
    private final SchemaRegistryClient client;
    private final boolean normalize;
    private final boolean writesLatest;

    /** @throws org.apache.kafka.common.config.ConfigException where a setting for the registry cannot be used */
    public ContractRegistry(Settings settings) {
        AvroSerdeConfig serde = new AvroSerdeConfig(settings.serdeConfig());
        this.client = new SchemaRegistryClient(settings.serdeConfig());
        this.normalize = serde.getBoolean(AvroSerdeConfig.NORMALIZE);
        this.writesLatest =
                !serde.getBoolean(AvroSerdeConfig.AUTO_REGISTER) && serde.getBoolean(AvroSerdeConfig.USE_LATEST);
    }

    /** The registry's addresses, without credentials. */
    public String addresses() {
        return client.toString();
    }

    /** The id of the contract under its subject; empty where it is not registered there. */
    public Optional<Integer> id(Contract contract) {
        try {
            return Optional.of(client.lookUp(contract.subject(), contract.schema(), normalize));
        } catch (SchemaNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Registers the contract as the next version of its subject.
     *
     * @return its id
     * @throws RegistryException where the registry does not take it, with its reason
     */
    public int register(Contract contract) {
        return client.register(contract.subject(), contract.schema(), normalize);
    }

    /** @throws RegistryException where the registry does not tell */
    public Standing standing(Contract contract) {
        RegisteredSchema latest;
        try {
            latest = client.latest(contract.subject());
        } catch (SchemaNotFoundException e) {
            return new Standing(State.MISSING, "the subject has no version; --register creates it");
        } catch (UnreadableSchemaException e) {
            return new Standing(State.INCOMPATIBLE, String.valueOf(e.getMessage()));
        }
        String version = "version " + latest.version() + ", the latest,";
        boolean alike = AvroSerdeConfig.isSameContract(latest.schema(), contract.schema());
        Optional<Integer> id = id(contract);
        if (id.isPresent()) {
            return registered(contract, id.get(), latest, version, alike);
        }
        if (alike && writesLatest) {
            return new Standing(
                    State.SAME,
                    version + " with id " + latest.id() + " says the same, and is written with (use.latest.version)");
        }
        Optional<String> objection = client.objection(contract.subject(), contract.schema(), normalize);
        if (objection.isPresent()) {
            return new Standing(State.INCOMPATIBLE, version + " is another schema: " + objection.get());
        }
        return new Standing(
                State.DRIFTED,
                alike
                        ? version
                                + " differs in documentation or avro.java.string, so to the registry it is another text; --register adds this one"
                        : version + " is another schema" + conflict(contract, latest)
                                + "; the registry takes this one, and --register adds it");
    }

    private static Standing registered(
            Contract contract, int id, RegisteredSchema latest, String version, boolean alike) {
        if (latest.id() == id) {
            return new Standing(State.SAME, version + " with id " + id);
        }
        return alike
                ? new Standing(State.SAME, "an older version with id " + id + "; " + version + " says the same")
                : new Standing(
                        State.DRIFTED,
                        "an older version with id " + id + "; " + version + " is another schema"
                                + conflict(contract, latest));
    }

    private static String conflict(Contract contract, RegisteredSchema latest) {
        return SchemaMismatch.eitherWay(contract.schema(), latest.schema(), "version " + latest.version())
                .map(clauses -> ", and " + clauses)
                .orElse("");
    }
}
