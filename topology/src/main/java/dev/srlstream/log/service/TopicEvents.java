package dev.srlstream.log.service;

import static org.slf4j.event.Level.DEBUG;
import static org.slf4j.event.Level.INFO;
import static org.slf4j.event.Level.WARN;

import dev.srlstream.log.Field;
import dev.srlstream.log.LogEvent;
import dev.srlstream.log.Logged;

/** What the service logs of topics and of the positions in them. */
public sealed interface TopicEvents extends LogEvent {
    @Logged(
            level = WARN,
            when =
                    "The configuration of topics could not be looked at, so what does not fit is noticed only by its effects.",
            action = "Nothing, or grant DescribeConfigs on the topics.")
    record TopicLimitUnknown(
            @Field("topics, separated by commas") String topics,
            @Field("why, for the first of them") String cause) implements TopicEvents {}

    @Logged(
            level = DEBUG,
            when = "The replicas of a topic could not be looked at; the changelog may have to be created yet.",
            action = "Nothing.")
    record ReplicasUnknown(
            @Field("the topic") String topic, @Field("why") String cause) implements TopicEvents {}

    @Logged(
            level = WARN,
            when = "Topics have partitions that one broker alone keeps.",
            action = "Follow the advice. docs/reliability.md says what can happen otherwise.")
    record SingleReplica(
            @Field("topics, separated by commas") String topics,
            @Field("what can happen, and what to change") String advice)
            implements TopicEvents {}

    @Logged(
            level = WARN,
            when = "Topics of results are compacted.",
            action = "Follow the advice, unless every sentence has a key of its own.")
    record CompactedOutput(
            @Field("topics, separated by commas") String topics,
            @Field("what can happen, and what to change") String advice)
            implements TopicEvents {}

    @Logged(
            level = WARN,
            when = "Topics of results take fewer timestamps than sentences can have.",
            action = "Follow the advice.")
    record NarrowTimestamps(
            @Field("topic and limit, in milliseconds, separated by commas")
            String limits,

            @Field("what can happen, and what to change") String advice)
            implements TopicEvents {}

    @Logged(
            level = WARN,
            when = "Topics of results keep less than the topic of sentences does.",
            action = "Follow the advice, unless readers are always in time.")
    record ShortRetention(
            @Field("topic and limit, in milliseconds or bytes, separated by commas")
            String limits,

            @Field("what can happen, and what to change") String advice)
            implements TopicEvents {}

    @Logged(
            level = INFO,
            when = "It is not clear yet where to begin in the topic of sentences, so the brokers are asked again.",
            action = "Nothing when the start goes on. After the time the service ends and says what to do.")
    record WaitingForPositions(
            @Field("how long it waits, in seconds") long seconds,
            @Field("what is not clear") String reason) implements TopicEvents {}

    @Logged(
            level = INFO,
            when = "The application begins partitions that it has never read, each at its beginning.",
            action = "Nothing for a new application or new partitions. Otherwise check application.id.")
    record BeginsAtBeginning(
            @Field("application.id") String application,
            @Field("topic of sentences") String topic,

            @Field("numbers of the partitions, separated by commas")
            String partitions)
            implements TopicEvents {}

    @Logged(
            level = INFO,
            when = "The topic of sentences has got partitions, and the changelog has been extended to as many.",
            action = "Nothing.")
    record ChangelogExtended(
            @Field("the changelog topic") String topic,
            @Field("partitions before") int from,
            @Field("partitions now") int to)
            implements TopicEvents {}
}
