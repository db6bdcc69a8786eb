package dev.srlstream.stream.clients;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import java.util.Map;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Makes the serialiser and the deserialiser that the settings name. The caller closes what it gets. */
public final class ConfiguredSerde {
    /** Confluent's name for the generated class that values are read into. */
    private static final String VALUE_TYPE = "specific.avro.value.type";

    static {
        // Avro's own readers, which foreign deserialisers use, make instances of no class that the process does not
        // trust.
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        String events = SentenceEvent.class.getPackageName();
        ClassSecurityValidator.setGlobal(type -> type.getPackageName().equals(events) || before.isTrusted(type));
    }

    private ConfiguredSerde() {}

    public static Deserializer<?> deserializer(Settings settings) {
        Deserializer<?> deserializer =
                Utils.newInstance(settings.valueDeserializer().asSubclass(Deserializer.class));
        Map<String, Object> config = settings.serdeConfig();
        config.put(VALUE_TYPE, SentenceEvent.class);
        deserializer.configure(config, false);
        return deserializer;
    }

    @SuppressWarnings(
            "unchecked") // The settings have checked that the class is a serialiser; what it takes shows only in use.
    public static Serializer<Object> serializer(Settings settings) {
        Serializer<Object> serializer =
                Utils.newInstance(settings.valueSerializer().asSubclass(Serializer.class));
        serializer.configure(settings.serdeConfig(), false);
        return serializer;
    }
}
