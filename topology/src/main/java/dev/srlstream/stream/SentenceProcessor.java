package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.stream.clients.SharedState;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The topology's only processor. Kafka Streams makes one per task, and may initialise the same one again after it closed
 * it (a task that is taken back after a rebalance, or revived), so everything it holds lives from {@link #init} to
 * {@link #close}, in a {@link SentenceTask}.
 */
final class SentenceProcessor implements Processor<byte[], byte[], byte[], OutputRecord> {
    private final Settings settings;
    private final SharedState shared;
    private final Supplier<SentenceLabeller> labeller;
    private @Nullable SentenceTask task;

    /** @param labeller asked in {@link #init}, so that a topology can be described without a model */
    SentenceProcessor(Settings settings, SharedState shared, Supplier<SentenceLabeller> labeller) {
        this.settings = settings;
        this.shared = shared;
        this.labeller = labeller;
    }

    @Override
    public void init(ProcessorContext<byte[], OutputRecord> context) {
        task = SentenceTask.start(context, settings, shared, labeller.get());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (task == null) {
            throw new IllegalStateException("A record came before init()");
        }
        task.process(record);
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }
}
