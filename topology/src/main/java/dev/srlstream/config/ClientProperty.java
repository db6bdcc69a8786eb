package dev.srlstream.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A number that Kafka Streams or one of its clients is given.
 *
 * @param key what the operator set or would set
 * @param value the number in force
 * @param given whether the operator set it
 */
record ClientProperty(String key, long value, boolean given) {
    /** The prefixes that address a client, the one that wins first. */
    private static final List<String> CONSUMER = List.of("main.consumer.", "consumer.", "");

    private static final List<String> PRODUCER = List.of("producer.", "");

    /** Kafka itself refuses anything else. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    static ClientProperty ofConsumer(Settings settings, String name, long otherwise) {
        return of(settings, CONSUMER, name, otherwise);
    }

    static ClientProperty ofProducer(Settings settings, String name, long otherwise) {
        return of(settings, PRODUCER, name, otherwise);
    }

    /** Of Kafka Streams itself. */
    static ClientProperty ofStreams(Settings settings, String name, long otherwise) {
        return of(settings, List.of(""), name, otherwise);
    }

    private static ClientProperty of(Settings settings, List<String> prefixes, String name, long otherwise) {
        Map<String, Object> properties = settings.kafkaProperties();
        for (String prefix : prefixes) {
            Object value = properties.get(prefix + name);
            if (value != null && NUMBER.matcher(value.toString()).matches()) {
                return new ClientProperty(PassThrough.KAFKA + prefix + name, Long.parseLong(value.toString()), true);
            }
        }
        return new ClientProperty(PassThrough.KAFKA + name, otherwise, false);
    }

    /** As the operator would write it, with what was not given. */
    @Override
    public String toString() {
        return key + "=" + value + (given ? "" : " (default)");
    }
}
