package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void writesUtf8WithPlainLineEnds() {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // When
        new Output(bytes).lines(List.of("é", "→"));
        // Then
        assertThat(bytes.toByteArray()).isEqualTo("é\n→\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void knowsAReaderThatHasGoneFromADiskThatIsFull() {
        // When
        Output piped = new Output(new Failing("Broken pipe"));
        Output full = new Output(new Failing("No space left on device"));
        // Then
        assertThatThrownBy(() -> piped.lines(List.of("a"))).isInstanceOf(OutputClosedException.class);
        assertThatThrownBy(() -> full.lines(List.of("a")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left on device");
    }

    private static final class Failing extends OutputStream {
        private final String reason;

        Failing(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int unused) throws IOException {
            throw new IOException(reason);
        }
    }
}
