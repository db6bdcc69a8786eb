package dev.srlstream.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.topics.TopicException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveNoteTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0           | 0",
                "3 5 6 7     | 3,5-7",
                "0 1 2       | 0-2",
                "9 7 8 1     | 1,7-9",
                "4000000000  | 4000000000"
            })
    void namesOffsetsInRanges(String offsets, String text) throws Exception {
        // Given
        List<Long> redriven =
                Arrays.stream(offsets.split(" +", -1)).map(Long::valueOf).toList();
        // When
        ProducerRecord<byte[], byte[]> note = RedriveNote.of("rejections", 2, new TreeSet<>(redriven));
        // Then
        assertThat(new String(note.value(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(note.partition()).isEqualTo(2);
        RedrivenOffsets read = new RedrivenOffsets();
        read.add(entry(2, 4_000_000_001L, note.value()));
        assertThat(LongStream.concat(LongStream.range(0, 20), LongStream.of(4_000_000_000L))
                        .filter(offset -> read.contain(entry(2, offset, new byte[0])))
                        .boxed())
                .containsExactlyInAnyOrderElementsOf(redriven);
        assertThat(read.contain(entry(1, redriven.get(0), new byte[0]))).isFalse();
    }

    @Test
    void staysWhatItIsBesideOthersOfTheSamePartition() throws Exception {
        RedrivenOffsets read = new RedrivenOffsets();
        for (String note : List.of("0-9", "10", "12-20", "11")) {
            read.add(entry(0, 30, note.getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(LongStream.range(0, 30).filter(offset -> read.contain(entry(0, offset, new byte[0]))))
                .hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,", "-1", "1-2-3", "1 2", "99999999999999999999"})
    void stopsARedriveWhenItCannotBeRead(String value) {
        assertThatThrownBy(() -> new RedrivenOffsets().add(entry(0, 8, value.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(TopicException.class)
                .hasMessageContaining("rejections-0@8");
    }

    private static ConsumerRecord<byte[], byte[]> entry(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>("rejections", partition, offset, new byte[0], value);
    }
}
