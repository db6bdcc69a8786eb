package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.inference.HeldEngine;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.stream.pending.PendingSentence;
import dev.srlstream.stream.pending.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A task with its store, on an engine that labels what it is told to, and what the task forwards. */
abstract class SentenceTaskFixture {
    static final int PARTITION = 3;

    final HeldEngine engine = new HeldEngine();
    final MockProcessorContext<byte[], OutputRecord> context = new MockProcessorContext<>();
    final KeyValueStore<Integer, PendingSentence> store = Fixtures.store(context);
    final SentenceProcessor processor = processor(Map.of("pending.max", "3"));
    private long offset;

    final SentenceProcessor processor(Map<String, String> settings) {
        Settings all = Fixtures.settings(settings);
        return processor(all, Fixtures.shared(all));
    }

    final SentenceProcessor processor(Settings settings, SharedState shared) {
        return new SentenceProcessor(settings, shared, () -> engine);
    }

    final void send(String id) {
        send(Fixtures.bytes(id));
    }

    final void send(byte @Nullable [] value) {
        processor.process(record(value));
    }

    final Record<byte[], byte[]> record(byte @Nullable [] value) {
        context.setRecordMetadata("sentences", PARTITION, offset);
        return new Record<>(new byte[] {9}, value, 1_000 + offset++);
    }

    final void punctuate() {
        context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .forEach(punctuator -> punctuator.getPunctuator().punctuate(0));
    }

    /** Each forwarded record as its sink and the sentence's id or the stage of its rejection. */
    final List<String> outputs() {
        return context.forwarded().stream().map(SentenceTaskFixture::output).toList();
    }

    private static String output(CapturedForward<? extends byte[], ? extends OutputRecord> forwarded) {
        String sink = forwarded.childName().orElseThrow();
        byte[] value = forwarded.record().value().value();
        return sink + " "
                + (sink.equals(SentenceTopology.FRAMES_SINK)
                        ? frames(value).getId()
                        : new String(
                                forwarded
                                        .record()
                                        .headers()
                                        .lastHeader(Provenance.REJECTION_STAGE)
                                        .value(),
                                StandardCharsets.UTF_8));
    }

    private static SentenceFrames frames(byte @Nullable [] value) {
        try {
            return PlainAvro.read(SentenceFrames.class, Objects.requireNonNull(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PendingSentence pending(long sequence, String id) {
        return pending(sequence, Fixtures.bytes(id));
    }

    static PendingSentence pending(long sequence, byte[] value) {
        return new PendingSentence(
                sequence,
                1_000,
                null,
                value,
                new RecordHeaders(),
                "sentences",
                PARTITION,
                sequence,
                PendingSentence.WHOLE);
    }
}
