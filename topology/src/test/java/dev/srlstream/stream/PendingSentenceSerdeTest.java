package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.stream.pending.PendingSentence;
import dev.srlstream.stream.pending.PendingSentenceSerde;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingSentenceSerdeTest {
    private final PendingSentenceSerde serde = new PendingSentenceSerde();

    @Test
    void readsBackEveryField() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("Überschrift", new byte[] {1}).add("twice", new byte[0]).add("twice", null);
        PendingSentence sentence = new PendingSentence(
                Long.MAX_VALUE, 1L, new byte[] {0, -1}, new byte[] {5, 6, 7}, headers, "sätze", 11, 1L << 40, 1L << 33);

        PendingSentence read = roundTrip(sentence);

        assertThat(read).usingRecursiveComparison().ignoringFields("headers").isEqualTo(sentence);
        assertThat(read.headers()).isEqualTo(headers);
    }

    @Test
    void tellsNullFromEmpty() {
        PendingSentence sentence = new PendingSentence(
                0, 0, null, new byte[0], new RecordHeaders(), "sentences", 0, 0, PendingSentence.WHOLE);

        PendingSentence read = roundTrip(sentence);

        assertThat(read.key()).isNull();
        assertThat(read.value()).isEmpty();
    }

    @Test
    void takesADeletionForWhatItIs() {
        assertThat(serde.serializer().serialize("changelog", null)).isNull();
        assertThat(serde.deserializer().deserialize("changelog", null)).isNull();
    }

    @Test
    void refusesAnotherFormatVersionByNumber() {
        byte[] bytes = serde.serializer().serialize("changelog", sentence());
        bytes[0] = 9;

        assertThatThrownBy(() -> serde.deserializer().deserialize("changelog", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("format version 9");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 22, 30})
    void refusesBytesThatAreCutShort(int length) {
        byte[] bytes = serde.serializer().serialize("changelog", sentence());

        byte[] cut = Arrays.copyOf(bytes, length);

        assertThatThrownBy(() -> serde.deserializer().deserialize("changelog", cut))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("cut short");
    }

    private PendingSentence roundTrip(PendingSentence sentence) {
        return serde.deserializer().deserialize("changelog", serde.serializer().serialize("changelog", sentence));
    }

    private static PendingSentence sentence() {
        return new PendingSentence(
                1,
                2,
                new byte[] {3},
                new byte[] {4, 5, 6, 7, 8, 9},
                new RecordHeaders(),
                "sentences",
                0,
                6,
                PendingSentence.WHOLE);
    }
}
