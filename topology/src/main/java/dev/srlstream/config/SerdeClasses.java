package dev.srlstream.config;

import dev.srlstream.event.SentenceEvent;
import java.util.List;
import java.util.Optional;

/** Whether the classes that read and write records are there with all that they need: they may come from jars of the user's. */
final class SerdeClasses {
    /** They need nothing that is not always there. */
    private static final String OURS = "dev.srlstream.";

    private SerdeClasses() {}

    /** What keeps a class from being loaded, as a sentence; empty where nothing does. */
    static Optional<String> obstacle(String key, String name) {
        try {
            Class.forName(name, true, SerdeClasses.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of(key + " is " + name + MissingClass.CURE);
        } catch (LinkageError e) {
            return Optional.of(incomplete(key, name, e));
        }
    }

    /** Makes one of each that is a user's, as some need classes only then. It is closed at once. */
    static void work(Settings settings, List<String> problems) {
        tryOut(SettingKeys.VALUE_SERIALIZER, settings.valueSerializer(), problems, () -> ConfiguredSerde.serializer(
                        settings)
                .close());
        tryOut(
                SettingKeys.VALUE_DESERIALIZER,
                settings.valueDeserializer(),
                problems,
                () -> ConfiguredSerde.deserializer(settings, SentenceEvent.class)
                        .close());
    }

    private static void tryOut(String key, Class<?> type, List<String> problems, Runnable trial) {
        if (type.getName().startsWith(OURS)) {
            return;
        }
        try {
            trial.run();
        } catch (RuntimeException | LinkageError e) {
            // What else it may complain of, its settings or the registry, is told where it is used.
            if (MissingClass.in(e).isPresent()) {
                problems.add(incomplete(key, type.getName(), e));
            }
        }
    }

    private static String incomplete(String key, String name, Throwable e) {
        return key + ": " + name
                + MissingClass.in(e)
                        .map(missing -> " needs " + missing + MissingClass.CURE)
                        .orElseGet(() -> " cannot be loaded: " + e + ".");
    }
}
