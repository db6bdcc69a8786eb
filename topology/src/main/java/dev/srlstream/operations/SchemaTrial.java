package dev.srlstream.operations;

import dev.srlstream.config.ConfiguredSerde;
import dev.srlstream.config.MissingClass;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.contract.Contract;
import dev.srlstream.contract.ContractRegistry;
import dev.srlstream.contract.Standing;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.diagnosis.RegistryRefusal;
import dev.srlstream.diagnosis.ServiceFault;
import dev.srlstream.diagnosis.UnknownSchema;
import dev.srlstream.event.EngineFailure;
import dev.srlstream.event.Frame;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.event.Token;
import dev.srlstream.registry.RegistryException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Lets the configured serialiser write a record of each contract that the service writes, for no topic to receive: so it asks the registry
 * as it will for the first sentence, whosever class it is, and registers what it would register then. What the registry has against it
 * is said before anything is loaded.
 */
final class SchemaTrial {
    private final Settings settings;

    SchemaTrial(Settings settings) {
        this.settings = settings;
    }

    void require() throws StartupException {
        try (Serializer<Object> serializer = ConfiguredSerde.serializer(settings)) {
            require(serializer, settings.framesTopic(), frames());
            require(serializer, settings.diagnosticsTopic(), diagnostic());
        } catch (KafkaException e) {
            throw new StartupException(
                    ExitCode.USAGE,
                    "%s cannot be configured (%s): check value.serializer and the settings beginning with registry."
                            .formatted(settings.valueSerializer().getName(), Causes.inOneLine(e)),
                    e);
        }
    }

    private void require(Serializer<Object> serializer, String topic, IndexedRecord sample) throws StartupException {
        try {
            serializer.serialize(topic, sample);
        } catch (Throwable thrown) {
            Optional<String> absent = MissingClass.in(thrown);
            if (absent.isPresent()) {
                throw new StartupException(
                        ExitCode.USAGE,
                        settings.valueSerializer().getName() + " needs " + absent.get() + MissingClass.CURE,
                        thrown);
            }
            if (thrown instanceof VirtualMachineError error) {
                throw error;
            }
            if (UnknownSchema.isIn(thrown)) {
                throw new StartupException(ExitCode.FAILURE, missing(topic, sample), thrown);
            }
            if (ServiceFault.inWriting(thrown)) {
                throw new StartupException(ExitCode.FAILURE, refused(topic, sample, thrown), thrown);
            }
            // A serialiser may dislike the sample; what it thinks of records is their outcome, one by one.
        }
    }

    private String missing(String topic, IndexedRecord sample) {
        return "The schema registry at %s does not have the schema of %s%s, and the service does not register it (%s=false): run 'srl schemas --register' with the settings of the service, or set %s=true."
                .formatted(
                        settings.registryAddresses(),
                        sample.getSchema().getFullName(),
                        subject(topic),
                        SettingKeys.AUTO_REGISTER_SCHEMAS,
                        SettingKeys.AUTO_REGISTER_SCHEMAS);
    }

    private String refused(String topic, IndexedRecord sample, Throwable thrown) {
        Optional<String> diagnosis = RegistryRefusal.in(thrown, settings.registryAddresses());
        if (!RegistryRefusal.isAnswerIn(thrown)) {
            return diagnosis.orElseGet(() -> "The schema registry at %s could not be asked: %s."
                    .formatted(
                            settings.registryAddresses(),
                            Causes.inOneLine(thrown).replaceFirst("\\.$", "")));
        }
        String reason = diagnosis.orElseGet(() -> Causes.inOneLine(thrown));
        String clauses = reason.replaceFirst("\\.$", "") + conflict(topic, reason);
        return "The schema of %s%s cannot be written with: %s. 'srl schemas --check' compares the schemas with the registry; where the service may not register them, run 'srl schemas --register' as somebody who may, and set %s=false."
                .formatted(
                        sample.getSchema().getFullName(), subject(topic), clauses, SettingKeys.AUTO_REGISTER_SCHEMAS);
    }

    private String subject(String topic) {
        return contract(topic)
                .map(contract -> " under the subject '" + contract.subject() + "'")
                .orElse(" for the topic '" + topic + "'");
    }

    /** In words of ours, where the message is that of another's class. */
    private String conflict(String topic, String reason) {
        try {
            return contract(topic)
                    .map(contract -> new ContractRegistry(settings).standing(contract))
                    .filter(standing -> standing.state() == Standing.State.INCOMPATIBLE)
                    .map(standing -> " (" + standing.detail() + ")")
                    .filter(detail -> !reason.contains("cannot read"))
                    .orElse("");
        } catch (RegistryException | ConfigException e) {
            return ""; // Then the reason alone has to do.
        }
    }

    /** Empty where a strategy of a user's names the subjects. */
    private Optional<Contract> contract(String topic) {
        try {
            return Contract.of(settings).stream()
                    .filter(contract -> contract.topic().equals(topic))
                    .findFirst();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private static SentenceFrames frames() {
        return SentenceFrames.newBuilder()
                .setId("trial")
                .setText("Go")
                .setTokens(List.of(new Token("Go", 0, 2, 0, 2)))
                .setFrames(List.of(new Frame(new Predicate(0, "Go"), List.of("B-V"), List.of(), "[V: Go]", 1.0)))
                .setModel(new ModelReference("", "", Outcome.CLEAN, "fp32"))
                .setAttributes(Map.of())
                .build();
    }

    private static ModelDiagnostic diagnostic() {
        return ModelDiagnostic.newBuilder()
                .setId("trial")
                .setApplication("")
                .setInstance("")
                .setOccurredAt(Instant.EPOCH)
                .setBody(new EngineFailure("", ""))
                .build();
    }
}
