package dev.srlstream.log;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.slf4j.event.Level;

/** Describes an event to those who read the log; docs/events.md is made of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Logged {
    Level level();

    /** When it is logged: one sentence or more. */
    String when();

    /** What to do about it. */
    String action();
}
