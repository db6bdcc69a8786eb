package dev.srlstream.log.model;

import static org.slf4j.event.Level.DEBUG;
import static org.slf4j.event.Level.INFO;
import static org.slf4j.event.Level.WARN;

import dev.srlstream.log.Field;
import dev.srlstream.log.LogEvent;
import dev.srlstream.log.Logged;
import java.nio.file.Path;

/** What reading and warming a model logs. */
public sealed interface ModelEvents extends LogEvent {
    @Logged(
            level = INFO,
            when = "The model has computed its first batch and is ready.",
            action = "Nothing. The warm-up report on the diagnostics topic has the details.")
    record ModelWarm(
            @Field("file of the cache that was loaded") Path archive,

            @Field("whether an earlier start had made that file")
            boolean cached,

            @Field("where the model computes: cpu, gpu:0") String device,

            @Field("its linear layers: packed, portable, or plain on a GPU")
            String layers,

            @Field(
                    "how packed layers compute: joined, apart or panels, then copy or alias; joined-copy where there is no choice")
            String recipe)
            implements ModelEvents {}

    @Logged(
            level = WARN,
            when =
                    "The device lacks the instructions for the precision that model.precision asks for, so the model computes in fp32.",
            action = "Run on a machine that has them, or set model.precision=fp32.")
    record PrecisionUnavailable(
            @Field("what is lacking and what is done instead")
            String remark) implements ModelEvents {}

    @Logged(
            level = WARN,
            when =
                    "The engine refuses packed linear layers, for example because libtorch lacks an operator of theirs on this platform. The model has portable ones instead: its tags are the same, its speed may be lower.",
            action =
                    "Find the cause in error, or set model.cpu.layers=portable so that packed ones are not tried at every start.")
    record PackedLayersUnavailable(
            @Field("what the engine said") String error) implements ModelEvents {}

    @Logged(
            level = INFO,
            when =
                    "On a processor that is not x86-64, packed and portable linear layers were measured; the faster ones are taken from now on.",
            action = "Nothing. model.cpu.layers forces either.")
    record LayersMeasured(
            @Field("wordpieces a second with packed layers") long packed,

            @Field("wordpieces a second with portable layers")
            long portable)
            implements ModelEvents {}

    @Logged(
            level = INFO,
            when =
                    "In bf16 or int8, the ways in which packed linear layers can compute were measured on one encoder layer of the model's dimensions; the fastest is taken from now on.",
            action =
                    "Nothing. Where the machine was very busy with other work, delete recipe-* from the model cache to have it measured again.")
    record RecipeMeasured(
            @Field("the model's arithmetic: bf16 or int8") String precision,

            @Field(
                    "the one that is taken: joined, apart (queries, keys and values in a product each) or panels (the feed-forward in parts as well); then copy or alias, which is how an int8 operand is read")
            String recipe,

            @Field("microseconds that a batch of 1,020 wordpieces takes in one layer by each")
            String microseconds)
            implements ModelEvents {}

    @Logged(
            level = WARN,
            when =
                    "The ways in which packed linear layers can compute could not be measured. The model computes in the plainest; its tags are the same, its speed may be lower.",
            action = "Find the cause in error. The next start tries again.")
    record RecipeNotMeasured(
            @Field("the model's arithmetic: bf16 or int8") String precision,

            @Field("what failed") String error) implements ModelEvents {}

    @Logged(
            level = WARN,
            when =
                    "The kernel does not tell which instructions the processor has; it is taken to have none that narrow precisions need.",
            action = "Let the process read the file where model.precision is not fp32.")
    record ProcessorUnknown(
            @Field("file that was asked") Path file,
            @Field("why it cannot be read") String error) implements ModelEvents {}

    @Logged(
            level = WARN,
            when = "A folder or file of the model cache cannot be read. What was in it is made anew.",
            action = "Look after the rights and the disk of model.cache.dir.")
    record CacheUnreadable(
            @Field("folder or file") Path path,
            @Field("why") String error) implements ModelEvents {}

    @Logged(
            level = WARN,
            when = "A file of the model cache does not have the checksum in its name. It is made anew.",
            action = "Nothing when it happens once, for example after a power failure. Otherwise check the disk.")
    record CacheFileDamaged(
            @Field("the file, which stays as it is") Path file) implements ModelEvents {}

    @Logged(
            level = WARN,
            when = "A temporary file of the model cache cannot be deleted.",
            action = "Delete it when no instance is starting, and look after the rights on model.cache.dir.")
    record CacheFileStays(
            @Field("the file") Path file, @Field("why") String error) implements ModelEvents {}

    @Logged(
            level = DEBUG,
            when = "A folder of the model cache cannot be searched for files that a killed process left.",
            action = "Nothing: a writer that cannot use the folder says so itself.")
    record CacheNotCleared(
            @Field("the folder") Path folder, @Field("why") String error) implements ModelEvents {}

    @Logged(
            level = WARN,
            when =
                    "The model was closed while a forward pass did not return. Its memory is left to the end of the process.",
            action = "Nothing when the process ends. What keeps the pass is told by the events before.")
    record ModelAbandoned() implements ModelEvents {}
}
