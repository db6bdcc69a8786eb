package dev.srlstream.config;

import java.util.List;

/** What settings must hold against each other, checked before anything is loaded. */
final class Relations {
    static final List<Relation> ALL = List.of(
            Relations::topicsDiffer,
            BatchBudget::check,
            TransactionTimes::commits,
            TransactionTimes::polls,
            TransactionTimes::pollInterval,
            TransactionTimes::stop,
            TransactionTimes::registry,
            GroupMembership::heartbeats,
            GroupMembership::streamsProtocol,
            ProducerLimits::retries,
            ProducerLimits::patience,
            ProducerLimits::blocking,
            ProducerLimits::sizes);

    private Relations() {}

    private static void topicsDiffer(Settings settings, List<String> problems) {
        List<String> keys = List.of(
                SettingsDefinition.TOPIC_SENTENCES,
                SettingsDefinition.TOPIC_FRAMES,
                SettingsDefinition.TOPIC_REJECTIONS,
                SettingsDefinition.TOPIC_DIAGNOSTICS);
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
