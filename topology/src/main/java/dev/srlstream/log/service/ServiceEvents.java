package dev.srlstream.log.service;

import static org.slf4j.event.Level.DEBUG;
import static org.slf4j.event.Level.ERROR;
import static org.slf4j.event.Level.INFO;
import static org.slf4j.event.Level.WARN;

import dev.srlstream.log.Field;
import dev.srlstream.log.LogEvent;
import dev.srlstream.log.Logged;
import org.jspecify.annotations.Nullable;

/** What the service logs of its start, its end and its surroundings. */
public sealed interface ServiceEvents extends LogEvent {
    @Logged(level = INFO, when = "The model is warm and the service consumes sentences.", action = "Nothing.")
    record Started(
            @Field("application.id") String application,
            @Field("topic of sentences") String topic,
            @Field("name of the checkpoint's file") String model)
            implements ServiceEvents {}

    @Logged(
            level = INFO,
            when =
                    "Each minute, as log.summary.interval.ms says, and at the end: what the instance has done since the last time.",
            action = "Nothing. Where lag and pending grow while the device is busy, add instances or a faster device.")
    record Summary(
            @Field("how long that was") long seconds,

            @Field("sentences whose outcome was committed, rejections among them")
            long sentences,

            @Field("records that could not be decoded") long rejectedDecode,
            @Field("events that are no valid sentences") long rejectedValidate,
            @Field("sentences that do not fit the model") long rejectedEncode,
            @Field("sentences on which the model failed") long rejectedInfer,

            @Field("sentences whose frames could not be written")
            long rejectedWrite,

            @Field("partitions of the instance now") long assigned,

            @Field("records of those partitions that have not been fetched; empty where that is not known") @Nullable
            Long lag,

            @Field("sentences that have been read and have no outcome yet")
            long pending,

            @Field("share of the time that workers spent in forward passes, in percent")
            long devicePercent,

            @Field(
                    "99 of 100 sentences of the last minute took at most so many milliseconds from the timestamp of the record to the commit; of the 4,096 newest at most")
            @Nullable
            Long latencyMs)
            implements ServiceEvents {}

    @Logged(
            level = INFO,
            when = "Settings that nobody set have got values that follow from the device and from other settings.",
            action = "Nothing. Set them to choose other values.")
    record SettingsDerived(
            @Field("key=value, separated by spaces") String settings) implements ServiceEvents {}

    @Logged(
            level = INFO,
            when = "The HTTP port is open.",
            action = "Nothing. Probes, scrapes and browsers find the instance there.")
    record Listening(
            @Field("address for a client on this machine") String url) implements ServiceEvents {}

    @Logged(
            level = ERROR,
            when = "The pages that are open could not be told what is new. It is tried again each second.",
            action = "Report the stack trace. Nothing but the console is concerned.")
    record ConsoleNotUpdated(@Field("trace of the fault") Throwable fault) implements ServiceEvents {}

    @Logged(
            level = ERROR,
            when = "The service cannot start. It has consumed no sentence.",
            action = "Follow the reason. The process ends with the exit code, after http.linger.ms.")
    record StartRefused(
            @Field("exit code of the process") int exitCode,
            @Field("what stands in the way, and the cure") String reason)
            implements ServiceEvents {}

    @Logged(
            level = ERROR,
            when =
                    "The service ended by a fault that nobody foresaw. With log.format=json only; with text, the trace is printed to stderr as it is.",
            action = "Report the stack trace.")
    record ServiceFaulted(@Field("trace of the fault") Throwable fault) implements ServiceEvents {}

    @Logged(
            level = ERROR,
            when =
                    "A fault stopped the service. The process ends with exit code 1, and other instances take over what was pending.",
            action = "Follow the remedy where there is one, else the cause. Starting again loses no sentence.")
    record Stopped(
            @Field("message of the innermost fault") String cause,

            @Field("what to do where Kafka's own message misleads") @Nullable
            String remedy)
            implements ServiceEvents {}

    @Logged(
            level = WARN,
            when = "The failure of the engine could not be published on the diagnostics topic.",
            action = "Nothing more than for the event stopped, which holds the failure too.")
    record DiagnosticNotPublished(@Field("why") String cause) implements ServiceEvents {}

    @Logged(
            level = WARN,
            when = "A part of the service could not be closed in order.",
            action = "Nothing: the process ends all the same. A partition may wait for the transaction timeout.")
    record NotClosed(
            @Field("class of the part") String resource,
            @Field("why") String cause) implements ServiceEvents {}

    @Logged(
            level = WARN,
            when =
                    "The limits of the brokers could not be looked at, so that settings beyond them are noticed only when they are used.",
            action = "Nothing, or grant DescribeConfigs on the cluster.")
    record BrokerLimitsUnknown(@Field("why") String cause) implements ServiceEvents {}

    @Logged(
            level = WARN,
            when = "The brokers do not tell whether they have the group protocol that kafka.group.protocol asks for.",
            action = "Nothing when the service starts.")
    record BrokerFeaturesUnknown(@Field("why") String cause) implements ServiceEvents {}

    @Logged(
            level = DEBUG,
            when = "It could not be found out whether the service has a right.",
            action = "Nothing: a right that is lacking for certain keeps the service from starting, with a sentence.")
    record RightUnknown(
            @Field("the right") String right, @Field("why") String cause) implements ServiceEvents {}

    @Logged(
            level = INFO,
            when =
                    "The model is warm, and the instance waits until those with another model have left the group. Told again every minute.",
            action = "Ask the instances with the other model to end when all new ones hold.")
    record Holding(
            @Field("first 8 digits of the checkpoint's SHA-256")
            String model,

            @Field("how long it has waited, in seconds") long seconds,
            @Field("what stands in the way of joining") String waitingFor)
            implements ServiceEvents {}

    @Logged(
            level = INFO,
            when = "No member of the group serves another model any more, and the instance joins.",
            action = "Nothing.")
    record Held(
            @Field("first 8 digits of the checkpoint's SHA-256")
            String model,

            @Field("how long it has waited, in seconds") long seconds)
            implements ServiceEvents {}

    @Logged(
            level = WARN,
            when =
                    "Members of the group do not tell which model they serve, as versions before model.change. They are not waited for.",
            action = "Stop them if they serve another model.")
    record UntoldModels(
            @Field("how many") int members,
            @Field("what to do about them") String remedy) implements ServiceEvents {}
}
