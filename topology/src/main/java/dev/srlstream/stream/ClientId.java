package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What an instance calls itself before the brokers, which show it to everybody who asks for the members of its group: a name, the host and the
 * beginning of its checkpoint's SHA-256. It is the same after a restart, unlike Kafka Streams' own, because metrics carry it as a label.
 */
public final class ClientId {
    /** Of the SHA-256 in hexadecimal: enough to tell the models of one application apart. */
    private static final int DIGITS = 8;

    private static final String MARK = "-model-";

    /** Kafka Streams puts the thread and the client behind it. Anchored there, a host's name or a random UUID is no digest. */
    private static final Pattern OF_A_THREAD =
            Pattern.compile(".*" + MARK + "([0-9a-f]{" + DIGITS + "})-StreamThread-[0-9]+-consumer");

    private ClientId() {}

    /**
     * The name of this instance. {@code kafka.client.id} stands in front, or else {@code application.id}.
     *
     * @param sha256 of the checkpoint, in lower-case hexadecimal
     */
    static String of(Settings settings, String sha256) {
        Object name =
                settings.kafkaProperties().getOrDefault(CommonClientConfigs.CLIENT_ID_CONFIG, settings.applicationId());
        return name + "-" + HostName.find().orElse("localhost") + MARK + digits(sha256);
    }

    /** What of a checkpoint's SHA-256 stands in the name of an instance that serves it. */
    public static String digits(String sha256) {
        return sha256.substring(0, Math.min(DIGITS, sha256.length()));
    }

    /** The {@link #digits} in the client id of a group's member; empty where it is not an instance that tells them. */
    public static Optional<String> model(String member) {
        Matcher found = OF_A_THREAD.matcher(member);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
