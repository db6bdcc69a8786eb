package dev.srlstream.log.catalogue;

import dev.srlstream.log.EventField;
import dev.srlstream.log.EventKind;
import java.util.List;

/** Writes docs/events.md from the catalogue. */
final class EventsPage {
    private static final String INTRODUCTION = """
            # Events of the log

            <!-- Generated from the records in dev.srlstream.log and the packages below it; EventsPageTest says how. -->

            `srl run` logs to stderr, an event a line. The setting `log.format` chooses the form, `text` for people or `json` for programs:

            ```
            time=2026-11-30T09:15:02.318Z level=WARN logger=BatchRunner thread=srl-inference-0 event=batch-too-large rows=12 batch_tokens=512 error="CUDA out of memory"
            {"time":"2026-11-30T09:15:02.318Z","level":"WARN","logger":"dev.srlstream.inference.BatchRunner","thread":"srl-inference-0","event":"batch-too-large","rows":12,"batch_tokens":512,"error":"CUDA out of memory"}
            ```

            Every line begins with the same fields:

            * `time`: when, in UTC, ISO 8601 with milliseconds
            * `level`: `ERROR` stops the service, `WARN` wants somebody to look, `INFO` is the usual course, `DEBUG` comes with `--verbose` only
            * `logger`: the class that logs; with its package in JSON
            * `thread`: the name of the thread
            * `event`: one of the names below

            What follows are the fields of the event, always in the same order and, in JSON, of the same type. A field that is optional is left out where there is nothing to say. \
            Faults have the field `stack_trace`. No event has the text of a sentence.

            In text, a value with spaces, quotes, backslashes, equals signs or control characters stands in quotes, with the escapes of JSON (`\\n`, `\\"`, `\\u001b`). \
            So a line is always one event, whatever a value holds, stack traces included; `sed 's/\\\\n/\\n/g; s/\\\\t/\\t/g'` makes those legible. \
            In JSON, everything beyond ASCII is escaped too.

            What libraries log, Kafka above all, has the event `library-message` and the field `message`; such a message can change with every version of the library.
            """;

    private EventsPage() {}

    static String of(List<EventKind> kinds) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        kinds.forEach(kind -> append(page, kind));
        return page.toString();
    }

    private static void append(StringBuilder page, EventKind kind) {
        page.append("\n## `").append(kind.name()).append("`\n\n");
        page.append(kind.level()).append(". ").append(kind.when()).append("\n\n");
        for (EventField field : kind.fields()) {
            page.append("* `").append(field.isFault() ? "stack_trace" : field.name());
            page.append("` (").append(type(field)).append("): ");
            page.append(field.meaning()).append('\n');
        }
        if (!kind.fields().isEmpty()) {
            page.append('\n');
        }
        page.append("What to do: ").append(kind.action()).append('\n');
    }

    private static String type(EventField field) {
        return Types.of(field) + (field.optional() ? ", optional" : "");
    }
}
