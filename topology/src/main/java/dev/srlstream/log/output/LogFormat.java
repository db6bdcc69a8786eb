package dev.srlstream.log.output;

/** What a line of the log looks like. */
public enum LogFormat {
    /** {@code time=… level=… logger=… thread=… event=… key=value …} for people. */
    TEXT,
    /** One flat JSON object with the same fields for programs. */
    JSON
}
