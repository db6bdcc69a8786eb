package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.stream.clients.HeldOffsets;
import dev.srlstream.stream.clients.MemberProducer;
import dev.srlstream.stream.clients.Pace;
import dev.srlstream.stream.outcomes.StreamListener;
import dev.srlstream.stream.outcomes.UncommittedOutcomes;
import dev.srlstream.stream.pending.RefusedOutcomes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What it makes of its own producer's answers; MemberProducerIT asks brokers. */
class MemberProducerTest {
    private static final TopicPartition SENTENCES = new TopicPartition("sentences", 0);
    private static final ConsumerGroupMetadata GROUP = new MockConsumer<byte[], byte[]>("earliest").groupMetadata();

    private final MockProducer<byte[], byte[]> brokers =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Admin nobody = Admin.create(Map.of("bootstrap.servers", "localhost:1"));
    private final HeldOffsets held = new HeldOffsets();
    private final MemberProducer producer = new MemberProducer(
            brokers,
            nobody,
            held,
            new RefusedOutcomes("frames", "rejections"),
            new UncommittedOutcomes(StreamListener.SILENT),
            new Pace(Duration.ofSeconds(1), System::nanoTime));
    private final List<Exception> told = new ArrayList<>();

    MemberProducerTest() {
        held.taskStarted(SENTENCES);
        producer.initTransactions();
        producer.beginTransaction();
    }

    @AfterEach
    void close() {
        producer.close();
        nobody.close();
    }

    @Test
    void commitsOnceMoreWhatItHasCommittedLastWhereNothingWasRead() {
        Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(SENTENCES, new OffsetAndMetadata(7));
        producer.sendOffsetsToTransaction(offsets, GROUP);
        producer.commitTransaction();
        producer.beginTransaction();

        producer.sendOffsetsToTransaction(Map.of(), GROUP);
        producer.commitTransaction();

        assertThat(brokers.consumerGroupOffsetsHistory())
                .containsExactly(Map.of(GROUP.groupId(), offsets), Map.of(GROUP.groupId(), offsets));
    }

    @Test
    void takesATimeoutForTheLossOfTheMembership() {
        brokers.commitTransactionException = new TimeoutException("no answer");
        assertThatThrownBy(producer::commitTransaction)
                .isInstanceOf(CommitFailedException.class)
                .hasMessageContaining("no answer");

        brokers.sendOffsetsToTransactionException = new TimeoutException("no answer");
        assertThatThrownBy(() -> producer.sendOffsetsToTransaction(Map.of(SENTENCES, new OffsetAndMetadata(7)), GROUP))
                .isInstanceOf(CommitFailedException.class);
    }

    @Test
    void givesUpTheTasksOfATransactionThatBrokersHaveEnded() {
        brokers.commitTransactionException = new InvalidTxnStateException("ended");

        assertThatThrownBy(producer::commitTransaction)
                .isInstanceOf(CommitFailedException.class)
                .hasMessage("The brokers have ended the transaction: ended");
    }

    @Test
    void callsATransactionFencedWhoseOutcomeIsRefusedForWhatItIs() {
        send("frames", 1);
        send("frames", 2);

        brokers.errorNext(new InvalidTimestampException("too old"));
        brokers.errorNext(new NotLeaderOrFollowerException("moved"));

        assertThat(told).hasSize(2).allSatisfy(thrown -> assertThat(thrown)
                .isInstanceOf(ProducerFencedException.class));
    }

    @Test
    void leavesWhatIsNoOutcomesFaultAsItIs() {
        send("frames", 1);
        send("changelog", 2);

        brokers.errorNext(new NotLeaderOrFollowerException("moved"));
        brokers.errorNext(new InvalidTimestampException("too old"));

        assertThat(told)
                .extracting(thrown -> thrown.getClass().getSimpleName())
                .containsExactly("NotLeaderOrFollowerException", "InvalidTimestampException");
    }

    /** Of a record that shares a batch with the one that brokers refuse; that one's own exception decides. */
    @Test
    void keepsQuietAboutARecordThatFailsForAnother() {
        send("frames", 1);
        send("frames", 2);

        brokers.errorNext(new KafkaException("the batch has failed"));
        brokers.completeNext();

        assertThat(told).isEmpty();
    }

    private void send(String topic, int offset) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, new byte[1]);
        record.headers()
                .add("srl.source.topic", "sentences".getBytes(StandardCharsets.UTF_8))
                .add("srl.source.partition", "0".getBytes(StandardCharsets.UTF_8))
                .add("srl.source.offset", Integer.toString(offset).getBytes(StandardCharsets.UTF_8));
        var unused = producer.send(record, (metadata, thrown) -> {
            if (thrown != null) {
                told.add(thrown);
            }
        });
    }
}
