package dev.srlstream.log.service;

import static org.slf4j.event.Level.ERROR;
import static org.slf4j.event.Level.INFO;
import static org.slf4j.event.Level.WARN;

import dev.srlstream.log.Field;
import dev.srlstream.log.LogEvent;
import dev.srlstream.log.Logged;

/** What the inference engine logs. */
public sealed interface EngineEvents extends LogEvent {
    @Logged(level = INFO, when = "The inference engine takes sentences.", action = "Nothing.")
    record EngineStarted(
            @Field("batches that are computed at a time") int workers,
            @Field("most wordpieces of a batch") int batchTokens,

            @Field("how tags are chosen: the setting decode")
            String decode)
            implements EngineEvents {}

    @Logged(
            level = ERROR,
            when = "The device or the engine failed for good. The service ends, and no sentence is rejected for it.",
            action = "Look after the device. The event stopped follows; starting again loses no sentence.")
    record EngineDied(@Field("trace of the failure") Throwable fault) implements EngineEvents {}

    @Logged(
            level = WARN,
            when =
                    "The engine was closed while a batch was being computed. Its sentences are left to another instance.",
            action = "Nothing, or raise close.timeout.ms where batches take that long.")
    record PassAbandoned(
            @Field("whether the batch had exceeded engine.timeout.ms")
            boolean hung) implements EngineEvents {}

    @Logged(
            level = WARN,
            when =
                    "A batch did not fit into the memory of the device. It is split, and batches are smaller from now on.",
            action = "Lower engine.batch.tokens when it happens often, or find what else uses the memory.")
    record BatchTooLarge(
            @Field("rows of the batch: pairs of a sentence and a predicate")
            int rows,

            @Field("most wordpieces of a batch from now on") int batchTokens,
            @Field("message of the device") String error)
            implements EngineEvents {}

    @Logged(
            level = INFO,
            when = "Batches are as large again as engine.batch.tokens says, after they had been too large.",
            action = "Nothing.")
    record BatchSizeRestored(
            @Field("most wordpieces of a batch") int batchTokens) implements EngineEvents {}

    @Logged(
            level = WARN,
            when = "A row failed alone and succeeded when it was tried again.",
            action = "Nothing when it is rare. Otherwise test the device and its memory.")
    record RowFailedOnce(
            @Field("wordpieces of the row") int wordpieces,
            @Field("message of the device") String error) implements EngineEvents {}

    @Logged(
            level = WARN,
            when = "A single row did not fit into the memory of the device. Its sentence is rejected.",
            action = "Give the device more memory, or lower sentence.max.characters.")
    record RowTooLarge(
            @Field("wordpieces of the row") int wordpieces,
            @Field("message of the device") String error) implements EngineEvents {}

    @Logged(
            level = INFO,
            when =
                    "The device has labelled the known sentence for the first time; what it said is what later answers are held against.",
            action = "Nothing.")
    record CanaryLearnt(
            @Field("labels of the sentence") int labels,

            @Field("those of them that were clear, which have to stay the same")
            int clear)
            implements EngineEvents {}

    @Logged(
            level = WARN,
            when =
                    "A batch came out wrong for the known sentence. It is computed again, and the device is right where it computes the sentence alone.",
            action = "Nothing when it is rare. Otherwise test the device and its memory.")
    record CanaryRepeated(@Field("what differed") String difference) implements EngineEvents {}
}
