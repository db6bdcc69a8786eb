package dev.srlstream.config;

import dev.srlstream.serde.AvroTrust;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Makes the serialiser and the deserialiser that the settings name. The caller closes what it gets. */
public final class ConfiguredSerde {
    /** Confluent's name for the generated class that values are read into. */
    private static final String VALUE_TYPE = "specific.avro.value.type";

    static {
        AvroTrust.inEvents();
    }

    private ConfiguredSerde() {}

    /**
     * @param event the generated class that values are read into
     * @throws RuntimeException of the class' own, where it cannot use the settings
     */
    public static Deserializer<?> deserializer(Settings settings, Class<? extends SpecificRecord> event) {
        Deserializer<?> deserializer =
                Utils.newInstance(settings.valueDeserializer().asSubclass(Deserializer.class));
        Map<String, Object> config = settings.serdeConfig();
        config.put(VALUE_TYPE, event);
        deserializer.configure(config, false);
        return deserializer;
    }

    /** @throws RuntimeException of the class' own, where it cannot use the settings */
    @SuppressWarnings(
            "unchecked") // The settings have checked that the class is a serialiser; what it takes shows only in use.
    public static Serializer<Object> serializer(Settings settings) {
        Serializer<Object> serializer =
                Utils.newInstance(settings.valueSerializer().asSubclass(Serializer.class));
        serializer.configure(settings.serdeConfig(), false);
        return serializer;
    }
}
