package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Makes the serialiser and the deserialiser that the settings name. Whoever asks for one closes it. */
final class ConfiguredSerde {
    private ConfiguredSerde() {}

    static Deserializer<?> deserializer(Settings settings) {
        Deserializer<?> deserializer = Utils.newInstance(settings.valueDeserializer().asSubclass(Deserializer.class));
        deserializer.configure(settings.serdeConfig(), false);
        return deserializer;
    }

    @SuppressWarnings("unchecked") // The settings have checked that the class is a serialiser; what it takes shows only in use.
    static Serializer<Object> serializer(Settings settings) {
        Serializer<Object> serializer = Utils.newInstance(settings.valueSerializer().asSubclass(Serializer.class));
        serializer.configure(settings.serdeConfig(), false);
        return serializer;
    }
}
