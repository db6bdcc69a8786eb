package dev.srlstream.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LoggedEventTest {
    @Logged(level = Level.WARN, when = "A batch was too large.", action = "Nothing.")
    private record BatchTooLarge(
            @Field("rows") int rows,
            @Field("wordpieces") long batchTokens,
            @Field("whether it hung") boolean hung,
            @Field("file") Path archive,
            @Field("why") @Nullable String error,
            @Field("trace") @Nullable Throwable fault)
            implements LogEvent {}

    private record NotDescribed(int rows) implements LogEvent {}

    @Logged(level = Level.INFO, when = "Never.", action = "Nothing.")
    private record FieldNotDescribed(int rows) implements LogEvent {}

    @Test
    void hasTheNamesAndValuesOfTheRecord() {
        // When
        LoggedEvent event = LoggedEvent.of(new BatchTooLarge(
                3, 1_024, true, Path.of("a b"), "out of\nmemory", new IllegalStateException("secret")));

        // Then
        assertThat(event.name()).isEqualTo("batch-too-large");
        assertThat(event.fields())
                .containsExactly(
                        entry("rows", 3),
                        entry("batch_tokens", 1_024L),
                        entry("hung", true),
                        entry("archive", Path.of("a b")),
                        entry("error", "out of\nmemory"));
        assertThat(event)
                .hasToString(
                        "event=batch-too-large rows=3 batch_tokens=1024 hung=true archive=\"a b\" error=\"out of\\nmemory\"");
    }

    @Test
    void leavesOutWhatIsNull() {
        assertThat(LoggedEvent.of(new BatchTooLarge(3, 4, false, Path.of("m"), null, null)))
                .hasToString("event=batch-too-large rows=3 batch_tokens=4 hung=false archive=m");
    }

    @Test
    void refusesWhatIsNotDescribed() {
        assertThatThrownBy(() -> LoggedEvent.of(new NotDescribed(1))).hasMessageContaining("@Logged");
        assertThatThrownBy(() -> LoggedEvent.of(new FieldNotDescribed(1))).hasMessageContaining("rows", "@Field");
    }
}
