package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Rejection.Stage;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RecordFailuresTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(RecordFailures.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final RecordFailures failures = new RecordFailures();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    @Test
    void saysWhereTheRecordStandsAndWhereItFailedWithoutItsText() {
        // Given
        Throwable thrown = new IllegalStateException(
                "secret words", new NumberFormatException("For input string: \"secret words\""));

        // When
        failures.log(SentenceTaskFixture.pending(41, "a"), Rejection.unforeseen(Stage.VALIDATE, thrown));

        // Then
        ILoggingEvent event = log.list.get(0);
        assertThat(event.getFormattedMessage())
                .startsWith("event=record-failed topic=sentences partition=3 offset=41 stage=validate"
                        + " exception=java.lang.IllegalStateException at=dev.srlstream.stream.RecordFailuresTest.");
        assertThat(trace(event))
                .contains("RecordFailuresTest.saysWhere", "Caused by", "java.lang.NumberFormatException")
                .doesNotContain("secret");
    }

    @Test
    void givesTheTraceOfAPlaceOnceAndALineForEachRecord() {
        // When
        for (int i = 0; i < 3; i++) {
            failures.log(
                    SentenceTaskFixture.pending(i, "a"),
                    Rejection.unforeseen(Stage.INFER, new IllegalStateException()));
        }

        // Then
        assertThat(log.list).hasSize(3);
        assertThat(log.list)
                .filteredOn(event -> event.getThrowableProxy() != null)
                .hasSize(1);
    }

    @Test
    void saysNothingOfWhatWasForeseen() {
        // When
        for (Rejection rejection : List.of(
                new Rejection(Stage.VALIDATE, "The text is empty."),
                new Rejection(Stage.DECODE, "It begins with 0x7b.", new SerializationException()))) {
            failures.log(SentenceTaskFixture.pending(0, "a"), rejection);
        }

        // Then
        assertThat(log.list).isEmpty();
    }

    private static String trace(ILoggingEvent event) {
        IThrowableProxy thrown = Objects.requireNonNull(event.getThrowableProxy());
        return ThrowableProxyUtil.asString(thrown);
    }
}
