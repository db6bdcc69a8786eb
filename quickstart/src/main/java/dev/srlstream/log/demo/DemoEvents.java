package dev.srlstream.log.demo;

import static org.slf4j.event.Level.WARN;

import dev.srlstream.log.Field;
import dev.srlstream.log.LogEvent;
import dev.srlstream.log.Logged;
import java.nio.file.Path;

/** What the demo logs. */
public sealed interface DemoEvents extends LogEvent {
    @Logged(
            level = WARN,
            when = "The demo or a benchmark has ended and cannot delete its temporary files.",
            action = "Delete them by hand.")
    record TemporaryFolderLeft(
            @Field("file or folder that stays") Path path,
            @Field("why") String reason) implements DemoEvents {}
}
