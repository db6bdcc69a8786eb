package dev.srlstream.log.service;

import static org.slf4j.event.Level.DEBUG;
import static org.slf4j.event.Level.INFO;
import static org.slf4j.event.Level.WARN;

import dev.srlstream.log.Field;
import dev.srlstream.log.LogEvent;
import dev.srlstream.log.Logged;
import dev.srlstream.log.WordlessTrace;
import org.jspecify.annotations.Nullable;

/** What is logged of single records and lines: where they stand, never what they hold. */
public sealed interface RecordEvents extends LogEvent {
    @Logged(
            level = WARN,
            when =
                    "A sentence was rejected because of a fault that nobody foresaw. The rejection has the record and the class of the fault.",
            action = "Report the stack trace, which is logged once for each place in the code.")
    record RecordFailed(
            @Field("topic of sentences") String topic,
            @Field("partition of the record") int partition,
            @Field("offset of the record") long offset,
            @Field("step that failed") String stage,
            @Field("class of the fault") String exception,
            @Field("place in the code") String at,

            @Field("trace of the fault, without messages") @Nullable
            WordlessTrace fault)
            implements RecordEvents {}

    @Logged(
            level = WARN,
            when =
                    "A broker refused a result, for example for its size or timestamp. The transaction is repeated, and this sentence is rejected.",
            action = "Change the limit of the topic that the cause names.")
    record OutcomeRefused(
            @Field("topic of the result") String topic,
            @Field("the sentence: topic-partition@offset") String source,
            @Field("message of the broker") String cause)
            implements RecordEvents {}

    @Logged(
            level = INFO,
            when = "The schema registry does not have the schema of a record, and is asked again.",
            action =
                    "Nothing when the registry gets it, as followers do. Otherwise register the schema; schema.wait.ms bounds the wait.")
    record WaitingForSchema(
            @Field("what the registry was asked for") @Nullable
            String schema,

            @Field("how long it may take yet, in milliseconds")
            long ms,

            @Field("answer of the registry") @Nullable String reason)
            implements RecordEvents {}

    @Logged(
            level = DEBUG,
            when = "A command left out a line of its input because of a fault that nobody foresaw.",
            action = "Report the stack trace.")
    record LineRefused(
            @Field("trace of the fault, without messages") WordlessTrace fault) implements RecordEvents {}

    @Logged(
            level = DEBUG,
            when = "A command left out a record of a topic because of a fault that nobody foresaw.",
            action = "Report the stack trace.")
    record RecordLeftOut(
            @Field("the record: topic-partition@offset") String record,
            @Field("trace of the fault, without messages") WordlessTrace fault)
            implements RecordEvents {}
}
