package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import dev.srlstream.stream.SourcePartition.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The application cannot begin or go on by itself without repeating or skipping sentences. The message is one sentence with
 * partitions, reason and remedy. Nothing has been consumed.
 */
public final class StartOffsetException extends Exception {
    private static final long serialVersionUID = 1L;

    private StartOffsetException(String message) {
        super(message);
    }

    /**
     * The application has worked, but on other topics.
     *
     * @param partitions those of the topic of sentences that its changelog takes for worked on
     * @param others where its offsets are committed, in the order of their names
     */
    static StartOffsetException otherTopic(
            Settings settings, List<SourcePartition> partitions, SortedSet<String> others) {
        return new StartOffsetException("""
                Application %s has worked on topic %s, and has no offset in topic %s: give this topic an application.id of its own, or set \
                topic.sentences to the former; if the application shall go on here, stop all its instances and choose with %s.""".formatted(
                        settings.applicationId(),
                        String.join(" and topic ", others),
                        settings.sentencesTopic(),
                        choice(settings, partitions)));
    }

    /** @param partitions the unclear ones */
    static StartOffsetException unclear(Settings settings, List<SourcePartition> partitions) {
        List<String> reasons = new ArrayList<>();
        List<SourcePartition> forgotten = in(partitions, Standing.EXPIRED);
        if (!forgotten.isEmpty()) {
            reasons.add(
                    "no offset is committed for %s, though it has been worked on: the brokers forget offsets 7 days after the last instance has left, see offsets.retention.minutes"
                            .formatted(named(forgotten)));
        }
        List<SourcePartition> cut = in(partitions, Standing.TRUNCATED);
        if (!cut.isEmpty()) {
            reasons.add("%d offsets of %s were deleted before they were read"
                    .formatted(cut.stream().mapToLong(SourcePartition::deleted).sum(), named(cut)));
        }
        List<SourcePartition> exchanged = in(partitions, Standing.RECREATED);
        if (!exchanged.isEmpty()) {
            reasons.add("%s ends before the committed offset, as if the topic had been created anew"
                    .formatted(named(exchanged)));
        }
        return new StartOffsetException("""
                Application %s cannot tell where to go on in topic %s (%s): stop all its instances and choose with %s.""".formatted(
                        settings.applicationId(),
                        settings.sentencesTopic(),
                        String.join("; ", reasons),
                        choice(settings, partitions)));
    }

    /** The tool of Kafka for this kind of group, and what each choice comes to. */
    private static String choice(Settings settings, List<SourcePartition> partitions) {
        boolean streams = settings.brokersDecideMembership();
        return """
                %s --bootstrap-server %s --group %s %s %s:%s --reset-offsets --execute and --to-earliest, \
                which labels all that is there, also what was labelled before, or --to-latest, which skips all that is there, \
                or --to-offset""".formatted(
                        streams ? "kafka-streams-groups" : "kafka-consumer-groups",
                        settings.bootstrapServers(),
                        settings.applicationId(),
                        streams ? "--input-topic" : "--topic",
                        settings.sentencesTopic(),
                        numbers(partitions));
    }

    /** @param partitions new ones that cannot be begun while instances run */
    static StartOffsetException occupied(Settings settings, List<SourcePartition> partitions) {
        return new StartOffsetException(
                "Application %s has not begun %s of topic %s, which takes a moment without any instance: stop all its instances, then start them."
                        .formatted(settings.applicationId(), named(partitions), settings.sentencesTopic()));
    }

    /** @param count how many partitions the changelog must have */
    static StartOffsetException narrowChangelog(Settings settings, int count) {
        String changelog = SentenceTopology.changelogTopic(settings);
        return new StartOffsetException(
                "Topic %s needs %d partitions, as many as topic %s has now, and this user may not add them: let another run kafka-topics --bootstrap-server %s --alter --topic %s --partitions %d."
                        .formatted(
                                changelog,
                                count,
                                settings.sentencesTopic(),
                                settings.bootstrapServers(),
                                changelog,
                                count));
    }

    /**
     * Kafka Streams refuses a changelog with more partitions than the topic of sentences, and no topic can lose any.
     *
     * @param count how many partitions the topic of sentences has
     * @param existing how many the changelog has
     */
    static StartOffsetException wideChangelog(Settings settings, int count, int existing) {
        return new StartOffsetException("""
                Topic %s has %d partitions, but topic %s has %d, as if it had been created anew with fewer, or application %s had worked on another topic: \
                set another application.id, or add the missing ones with kafka-topics --bootstrap-server %s --alter --topic %s --partitions %d.""".formatted(
                        SentenceTopology.changelogTopic(settings),
                        existing,
                        settings.sentencesTopic(),
                        count,
                        settings.applicationId(),
                        settings.bootstrapServers(),
                        settings.sentencesTopic(),
                        existing));
    }

    /** As Kafka's tools want it. */
    static String numbers(List<SourcePartition> partitions) {
        return partitions.stream()
                .map(partition -> Integer.toString(partition.number()))
                .collect(Collectors.joining(","));
    }

    private static List<SourcePartition> in(List<SourcePartition> partitions, Standing standing) {
        return partitions.stream()
                .filter(partition -> partition.standing() == standing)
                .toList();
    }

    private static String named(List<SourcePartition> partitions) {
        return "partition " + numbers(partitions);
    }
}
