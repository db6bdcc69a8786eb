package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.sentence.Rejection;
import dev.srlstream.stream.pending.PendingSentence;
import dev.srlstream.stream.pending.Provenance;
import dev.srlstream.stream.pending.RefusedOutcomes;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RefusedOutcomesTest {
    private static final String MODEL = "aa";

    private final RefusedOutcomes refused = new RefusedOutcomes("frames", "rejections");
    private final PendingSentence sentence = SentenceTaskFixture.pending(41, "a");
    private final PendingSentence another = SentenceTaskFixture.pending(42, "b");

    @Test
    void aSentenceWhoseFramesWereRefusedIsRejected() {
        // When
        boolean again = refused.note(outcome("frames"), new InvalidTimestampException("too old"));

        // Then
        assertThat(again).isTrue();
        assertThat(refused.rejection(sentence)).hasValueSatisfying(rejection -> {
            assertThat(rejection.stage()).isEqualTo(Rejection.Stage.WRITE);
            assertThat(rejection.reason()).isEqualTo("The brokers refuse the frames in topic frames: too old");
            assertThat(rejection.thrown()).isInstanceOf(InvalidTimestampException.class);
        });
        assertThat(refused.isRejectionRefused(sentence)).isFalse();
        assertThat(refused.rejection(another)).isEmpty();
    }

    @Test
    void aRejectionIsWrittenOtherwiseOnceAndThenGivenUp() {
        // Given
        refused.note(outcome("frames"), new InvalidRecordException("no key"));

        // When
        boolean again = refused.note(outcome("rejections"), new InvalidRecordException("no key"));

        // Then
        assertThat(again).isTrue();
        assertThat(refused.isRejectionRefused(sentence)).isTrue();
        assertThat(refused.rejection(sentence)).isPresent();
        assertThat(refused.note(outcome("rejections"), new RecordTooLargeException()))
                .isFalse();
    }

    @Test
    void aRejectionThatIsRefusedKeepsItsOwnReason() {
        refused.note(outcome("rejections"), new InvalidRecordException("no key"));

        assertThat(refused.rejection(sentence)).isEmpty();
    }

    @Test
    void whatIsNoFaultOfTheRecordIsNotRemembered() {
        assertThat(refused.note(outcome("frames"), new TimeoutException())).isFalse();
        assertThat(refused.note(outcome("frames"), new TopicAuthorizationException("frames")))
                .isFalse();
        assertThat(refused.note(outcome("frames"), new KafkaException("part of a batch")))
                .isFalse();
        assertThat(refused.note(new ProducerRecord<>("changelog", new byte[4]), new RecordTooLargeException()))
                .isFalse();
        assertThat(refused.rejection(sentence)).isEmpty();
    }

    private ProducerRecord<byte[], byte[]> outcome(String topic) {
        RecordHeaders headers = new Provenance(MODEL).ofFrames(sentence);
        return new ProducerRecord<>(topic, null, null, null, new byte[4], headers);
    }
}
