package dev.srlstream.config;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/** Whether the classes that read and write records are there with all that they need: they may come from jars of the user's. */
final class SerdeClasses {
    private static final String CURE =
            " Put the jar that has it into the folder ext of srl-stream, or name it in SRL_CLASSPATH; docs/clients.md lists Confluent's.";

    private SerdeClasses() {}

    /** What keeps a class from being loaded, as a sentence; empty where nothing does. */
    static Optional<String> obstacle(String key, String name) {
        try {
            Class.forName(name, true, SerdeClasses.class.getClassLoader());
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of("%s: there is no class %s on the class path.".formatted(key, name) + CURE);
        } catch (LinkageError e) {
            return Optional.of(incomplete(key, name, e));
        }
    }

    /** Makes one of each, as some need classes only then. */
    static void work(Settings settings, List<String> problems) {
        tryOut(SettingKeys.VALUE_SERIALIZER, settings.valueSerializer(), problems, type -> {
            try (Serializer<?> serializer = Utils.newInstance(type.asSubclass(Serializer.class))) {
                serializer.configure(settings.serdeConfig(), false);
            }
        });
        tryOut(SettingKeys.VALUE_DESERIALIZER, settings.valueDeserializer(), problems, type -> {
            try (Deserializer<?> deserializer = Utils.newInstance(type.asSubclass(Deserializer.class))) {
                deserializer.configure(settings.serdeConfig(), false);
            }
        });
    }

    @FunctionalInterface
    private interface Trial {
        void run(Class<?> type);
    }

    private static void tryOut(String key, Class<?> type, List<String> problems, Trial trial) {
        try {
            trial.run(type);
        } catch (RuntimeException | LinkageError e) {
            // What else it may complain of, its settings or the registry, is told where it is used.
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof LinkageError lacking) {
                    problems.add(incomplete(key, type.getName(), lacking));
                    return;
                }
            }
        }
    }

    private static String incomplete(String key, String name, LinkageError e) {
        Throwable first = e;
        while (first.getCause() instanceof LinkageError earlier) {
            first = earlier;
        }
        String missing = String.valueOf(first.getMessage()).replace('/', '.');
        return "%s: %s needs %s, which is not on the class path.".formatted(key, name, missing) + CURE;
    }
}
