package dev.srlstream.config;

import dev.srlstream.english.PredicateTagger;
import dev.srlstream.http.HttpSettings;
import dev.srlstream.sentence.SentenceSettings;
import java.util.List;

/** What settings must hold against each other, checked before anything is loaded. */
final class Relations {
    static final List<Relation> ALL = List.of(
            SerdeClasses::work,
            Relations::topicsDiffer,
            Relations::credentialsAreWhole,
            Relations::auxiliariesCanBeTold,
            BatchBudget::check,
            TransactionTimes::commits,
            TransactionTimes::polls,
            TransactionTimes::pollInterval,
            TransactionTimes::stop,
            TransactionTimes::registry,
            Relations::missesAreForgotten,
            GroupMembership::heartbeats,
            GroupMembership::streamsProtocol,
            ProducerLimits::retries,
            ProducerLimits::patience,
            ProducerLimits::blocking,
            ProducerLimits::sizes);

    /** For what only reads or writes topics: what a stream must hold is no matter there. */
    static final List<Relation> CLIENTS = List.of(SerdeClasses::work);

    /** For what only labels: there is no stream. */
    static final List<Relation> MODEL = List.of(Relations::auxiliariesCanBeTold);

    private static final List<String> MISSES_REMEMBERED =
            List.of("missing.id.cache.ttl.sec", "missing.version.cache.ttl.sec", "missing.schema.cache.ttl.sec");

    private Relations() {}

    /** Confluent's registry client can remember that a schema is unknown. */
    private static void missesAreForgotten(Settings settings, List<String> problems) {
        long wait = settings.schemaWait().toMillis();
        for (String property : MISSES_REMEMBERED) {
            Object value = settings.serdeConfig().get(property);
            if (wait > 0 && value instanceof String text && text.matches("[0-9]{1,9}")) {
                long seconds = Long.parseLong(text);
                if (seconds * 1_000 >= wait) {
                    problems.add(
                            "%s%s=%d is not below %s=%d: the registry would not be asked again while a record waits for its schema; lower the former below %d or raise the latter above %d."
                                    .formatted(
                                            PassThrough.REGISTRY,
                                            property,
                                            seconds,
                                            SettingKeys.SCHEMA_WAIT,
                                            wait,
                                            (wait + 999) / 1_000,
                                            seconds * 1_000));
                }
            }
        }
    }

    private static void credentialsAreWhole(Settings settings, List<String> problems) {
        HttpSettings http = settings.http();
        if ((http.user() == null) != (http.password() == null)) {
            problems.add("%s and %s belong together: set both or none."
                    .formatted(SettingKeys.HTTP_USER, SettingKeys.HTTP_PASSWORD));
        }
        if (http.user() != null && http.user().contains(":")) {
            problems.add(
                    SettingKeys.HTTP_USER + " must not contain a colon: basic authentication ends the name there.");
        }
        if (http.keystorePassword() != null && http.keystore() == null) {
            problems.add("%s is set without %s: name the keystore, or leave its password out."
                    .formatted(SettingKeys.HTTP_KEYSTORE_PASSWORD, SettingKeys.HTTP_KEYSTORE));
        }
    }

    private static void auxiliariesCanBeTold(Settings settings, List<String> problems) {
        SentenceSettings sentences = settings.sentences();
        if (!sentences.auxiliaries() && sentences.tagger() == PredicateTagger.OPENNLP) {
            problems.add(
                    "%s=false needs %s=lstm: OpenNLP's tagger does not tell which auxiliaries go with another verb; change one of the two."
                            .formatted(SettingKeys.SENTENCE_AUXILIARIES, SettingKeys.SENTENCE_TAGGER));
        }
    }

    private static void topicsDiffer(Settings settings, List<String> problems) {
        List<String> keys = List.of(
                SettingKeys.TOPIC_SENTENCES,
                SettingKeys.TOPIC_FRAMES,
                SettingKeys.TOPIC_REJECTIONS,
                SettingKeys.TOPIC_DIAGNOSTICS);
        List<String> topics = List.of(
                settings.sentencesTopic(),
                settings.framesTopic(),
                settings.rejectionsTopic(),
                settings.diagnosticsTopic());
        for (int later = 1; later < topics.size(); later++) {
            int earlier = topics.indexOf(topics.get(later));
            if (earlier < later) {
                problems.add("%s and %s are both %s: give each its own topic."
                        .formatted(keys.get(earlier), keys.get(later), topics.get(later)));
            }
        }
    }
}
