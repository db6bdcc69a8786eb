package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What was found about the positions of a group.
 *
 * @param fresh partitions that were never worked on, with their beginning
 * @param problems by partition, why nobody can tell where to read on
 */
record PositionCheck(Map<TopicPartition, Long> fresh, Map<Integer, String> problems) {
    void add(TopicPartition partition, @Nullable Long committed, long begin, long end, boolean workedOn) {
        if (committed == null && !workedOn) {
            fresh.put(partition, begin);
        } else if (committed == null) {
            problems.put(
                    partition.partition(),
                    "no position is committed, though it has been worked on (brokers forget positions, by default a week after the last instance has left)");
        } else if (committed < begin) {
            problems.put(
                    partition.partition(),
                    "%d sentences were deleted before they were read (it begins at %d, and was read up to %d)"
                            .formatted(begin - committed, begin, committed));
        } else if (committed > end) {
            problems.put(
                    partition.partition(),
                    "it ends at %d, but was read up to %d: it is another topic of that name".formatted(end, committed));
        }
    }

    /** In one sentence, with the remedy. */
    String refusal(Settings settings) {
        if (problems.isEmpty()) {
            return "Partitions %s of %s are new, and get their first position only while no instance runs: stop all instances of %s, then start them again."
                    .formatted(
                            fresh.keySet().stream()
                                    .map(TopicPartition::partition)
                                    .sorted()
                                    .toList(),
                            settings.sentencesTopic(),
                            settings.applicationId());
        }
        String found = problems.entrySet().stream()
                .map(problem -> "in partition " + problem.getKey() + " " + problem.getValue())
                .collect(Collectors.joining("; "));
        boolean streams = "streams".equals(settings.kafkaProperties().get("group.protocol"));
        return "Where %s is to read on in %s is not known: %s. Decide with Kafka's own tool, while no instance runs: '%s --bootstrap-server %s --group %s --%s %s:%s --reset-offsets --to-latest --execute' skips what is there, --to-earliest labels all of it, again where it was labelled before, --to-offset N begins there."
                .formatted(
                        settings.applicationId(),
                        settings.sentencesTopic(),
                        found,
                        streams ? "kafka-streams-groups" : "kafka-consumer-groups",
                        settings.bootstrapServers(),
                        settings.applicationId(),
                        streams ? "input-topic" : "topic",
                        settings.sentencesTopic(),
                        problems.keySet().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
