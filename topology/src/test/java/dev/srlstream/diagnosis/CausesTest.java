package dev.srlstream.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.inference.HeldEngine;
import dev.srlstream.inference.Submission;
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
    void letsADeadEngineSpeakForItself() {
        HeldEngine engine = new HeldEngine();
        Submission submission =
                engine.label(SentenceEvent.newBuilder().setId("a").setText("a").build());
        engine.die();
        Throwable death = catchThrowable(submission::join);

        String told = Causes.inOneLine(new IllegalStateException(death));

        assertThat(told).isEqualTo("The device is gone.");
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

    @Test
    void comesToAnEndWhereCausesGoInACircle() {
        IOException first = new IOException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(Causes.inOneLine(first)).isEqualTo("second");
        assertThat(Causes.find(first, UnsupportedOperationException.class)).isEmpty();
        assertThat(Causes.innermost(first)).isIn(first, second);
        assertThat(Diagnosis.of(first, "localhost:9092", "http://localhost:8081"))
                .isEmpty();
    }
}
