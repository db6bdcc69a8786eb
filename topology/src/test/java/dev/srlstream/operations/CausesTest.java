package dev.srlstream.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {
    @Test
    void tellsTheInnermostMessageInOneLine() {
        Throwable fault = new IllegalStateException("outer", new IOException("No space\n left", new IOException()));

        String told = Causes.inOneLine(fault);

        assertThat(told).isEqualTo("No space left");
    }

    @Test
    void namesAFaultThatSaysNothing() {
        assertThat(Causes.inOneLine(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void findsACauseByItsKind() {
        IOException cause = new IOException("cause");

        assertThat(Causes.find(new IllegalStateException(cause), IOException.class))
                .contains(cause);
        assertThat(Causes.find(cause, IllegalStateException.class)).isEmpty();
    }
}
