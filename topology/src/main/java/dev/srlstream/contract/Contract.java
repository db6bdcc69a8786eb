package dev.srlstream.contract;

import dev.srlstream.config.Settings;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.serde.AvroSerdeConfig;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A schema as serialisers register it for the values of a topic. Keys, rejections and the changelog of the service are plain bytes and
 * have none.
 *
 * @param record full name of the record that the schema is of
 * @param writer who writes such records
 */
public record Contract(String subject, String topic, String record, Writer writer, Schema schema) {
    /** Who writes records of a contract, and so registers its schema. */
    public enum Writer {
        PUBLISHERS,
        SERVICE
    }

    /**
     * The contracts of a service, for the topics, the subject strategy and the other properties of its settings.
     *
     * @throws org.apache.kafka.common.config.ConfigException where such a property cannot be understood, such as a strategy of a user's
     */
    public static List<Contract> of(Settings settings) {
        AvroSerdeConfig serde = new AvroSerdeConfig(settings.serdeConfig());
        return List.of(
                of(serde, settings.sentencesTopic(), SentenceEvent.getClassSchema(), Writer.PUBLISHERS),
                of(serde, settings.framesTopic(), SentenceFrames.getClassSchema(), Writer.SERVICE),
                of(serde, settings.diagnosticsTopic(), ModelDiagnostic.getClassSchema(), Writer.SERVICE));
    }

    private static Contract of(AvroSerdeConfig serde, String topic, Schema schema, Writer writer) {
        return new Contract(
                serde.subject(topic, false, schema), topic, schema.getFullName(), writer, serde.registered(schema));
    }

    /** The text that is registered, to the letter; refers to no other schema. */
    public String text() {
        return schema.toString();
    }
}
