package dev.srlstream.log;

/**
 * Something that is worth a line in the log. Implemented by records, which stand together in the catalogue of their module and are
 * described by {@link Logged}. The class gives the event its name: {@code BatchTooLarge} is {@code batch-too-large}. The components are
 * the fields in their order: {@code batchTokens} is {@code batch_tokens}. A component that is null is left out, and a {@link Throwable}
 * is logged with its stack trace. No field may hold the text of a sentence.
 */
public interface LogEvent {}
