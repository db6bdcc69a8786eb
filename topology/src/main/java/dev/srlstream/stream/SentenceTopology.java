package dev.srlstream.stream;

import dev.srlstream.config.Settings;
import dev.srlstream.inference.SentenceLabeller;
import dev.srlstream.stream.clients.SharedState;
import dev.srlstream.stream.pending.PendingSentenceSerde;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Sentences in; frames or rejections out. Raw bytes are decoded inside, so that no record can stop the stream. */
public final class SentenceTopology {
    static final String SENTENCES_SOURCE = "sentences";
    static final String LABELLING = "labelling";
    static final String FRAMES_SINK = "frames";
    static final String REJECTIONS_SINK = "rejections";

    /** Part of the changelog topic's name: renaming it loses what is pending. */
    static final String PENDING_STORE = "pending-sentences";

    /** Records without a usable timestamp come from very old or foreign clients; Kafka Streams' default would stop the stream. */
    private static final TimestampExtractor TIMESTAMP = (record, partitionTime) -> Math.max(0, record.timestamp());

    private SentenceTopology() {}

    /**
     * The topology. Nothing is asked of the supplier until a task starts.
     *
     * @param shared what the tasks of this instance have in common
     * @param labeller gives what turns events into frames
     */
    static Topology build(Settings settings, SharedState shared, Supplier<SentenceLabeller> labeller) {
        return new Topology(new TopologyConfig(new StreamsConfig(StreamsProperties.of(settings))))
                .addSource(
                        // StartOffsets decides it; a lost offset must neither repeat nor skip sentences.
                        AutoOffsetReset.none(),
                        SENTENCES_SOURCE,
                        TIMESTAMP,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        settings.sentencesTopic())
                .addProcessor(
                        LABELLING,
                        new ProcessorSupplier<byte[], byte[], byte[], OutputRecord>() {
                            @Override
                            public Processor<byte[], byte[], byte[], OutputRecord> get() {
                                return new SentenceProcessor(settings, shared, labeller);
                            }

                            @Override
                            public Set<StoreBuilder<?>> stores() {
                                return Set.of(pendingStore());
                            }
                        },
                        SENTENCES_SOURCE)
                .addSink(
                        FRAMES_SINK,
                        settings.framesTopic(),
                        new ByteArraySerializer(),
                        OutputRecord.SERIALIZER,
                        OutputRecord.PARTITIONER,
                        LABELLING)
                .addSink(
                        REJECTIONS_SINK,
                        settings.rejectionsTopic(),
                        new ByteArraySerializer(),
                        OutputRecord.SERIALIZER,
                        OutputRecord.PARTITIONER,
                        LABELLING);
    }

    /** The topic that Kafka Streams keeps what is pending in. */
    public static String changelogTopic(Settings settings) {
        return settings.applicationId() + "-" + PENDING_STORE + "-changelog";
    }

    /** The topology in Kafka's own words; needs neither brokers nor a model. */
    public static String describe(Settings settings) {
        Supplier<SentenceLabeller> none = () -> {
            throw new IllegalStateException("A description starts no task");
        };
        SharedState shared = SharedState.of(settings, settings.sizing("cpu"));
        return build(settings, shared, none).describe().toString();
    }

    /** Caching lets puts and deletes of one commit interval cancel each other out before they reach the changelog. */
    private static StoreBuilder<?> pendingStore() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(PENDING_STORE), Serdes.Integer(), new PendingSentenceSerde())
                .withCachingEnabled()
                .withLoggingEnabled(ChangelogTopic.settings());
    }
}
