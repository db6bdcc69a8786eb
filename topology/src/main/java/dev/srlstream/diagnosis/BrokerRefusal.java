package dev.srlstream.diagnosis;

import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/** Puts credentials, certificates and rights that brokers refuse, or that the client refuses of them, into one sentence with the cure. */
public final class BrokerRefusal {
    private BrokerRefusal() {}

    /**
     * What a fault says about access; empty where it is about something else.
     *
     * @param servers the addresses that were tried
     */
    public static Optional<String> of(Throwable fault, String servers) {
        for (Throwable cause : Causes.chain(fault)) {
            if (cause instanceof SslAuthenticationException || cause instanceof SSLException) {
                return Optional.of(certificate(Causes.innermost(cause), servers));
            }
            if (cause instanceof AuthenticationException) {
                return Optional.of(
                        "The Kafka brokers at %s refuse the credentials (%s): correct kafka.sasl.mechanism and kafka.sasl.jaas.config."
                                .formatted(servers, clause(cause)));
            }
            if (cause instanceof AuthorizationException denied) {
                return Optional.of(lacking(right(denied), servers));
            }
        }
        return Optional.empty();
    }

    /**
     * The sentence for rights that are not granted.
     *
     * @param rights each as operation and resource, separated by commas
     */
    public static String lacking(String rights, String servers) {
        return "The Kafka brokers at %s do not grant %s: grant it with kafka-acls to the principal that the kafka. security settings log in as; SECURITY.md lists what is needed."
                .formatted(servers, rights);
    }

    private static String right(AuthorizationException denied) {
        if (denied instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "Read or Write on topic " + String.join(", topic ", topics.unauthorizedTopics());
        }
        if (denied instanceof GroupAuthorizationException group && group.groupId() != null) {
            return "Read on group " + group.groupId();
        }
        if (denied instanceof TransactionalIdAuthorizationException) {
            return "Write on the transactional ids of application.id";
        }
        return "a right (" + clause(denied) + ")";
    }

    /** The JDK tells its reasons in words only. */
    private static String certificate(Throwable reason, String servers) {
        String words = clause(reason);
        if (words.contains("certification path") || words.contains("PKIX") || words.contains("trust anchor")) {
            return "The certificate of the Kafka brokers at %s is not trusted (%s): name a store that holds it, or its issuer's, with kafka.ssl.truststore.location."
                    .formatted(servers, words);
        }
        if (words.contains("subject alternative") || words.contains("name matching")) {
            return "The certificate of the Kafka brokers at %s is made out to another name (%s): address them in bootstrap.servers and advertised.listeners by a name that stands in it."
                    .formatted(servers, words);
        }
        return "There is no TLS connection with the Kafka brokers at %s (%s): check kafka.ssl.keystore.location, whose certificate they may demand, and kafka.ssl.truststore.location."
                .formatted(servers, words);
    }

    /** The message as a part of a sentence. */
    private static String clause(Throwable fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank()
                ? fault.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    }
}
