package dev.srlstream.cli.options;

import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.RecordFields;
import dev.srlstream.input.RecordTime;
import dev.srlstream.operations.ExitCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the records of sentences have besides their values, where their lines do not say. */
public final class RecordOptions {
    @Option(
            names = "--key-field",
            paramLabel = "NAME",
            description = "The member of the line, or else the attribute, that is the key: id (default), any other"
                    + " name, or none for no key.")
    private String keyField = RecordFields.ID;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "A header of every record; repeatable. A line's own header of that name takes its place.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--timestamp",
            paramLabel = "TIME",
            description = "The timestamp of every record, as milliseconds since 1970 or ISO 8601 (default: the time at"
                    + " which it is sent).")
    private @Nullable String timestamp;

    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "The partition of every record (default: by the key's hash).")
    private @Nullable Integer partition;

    /** @throws CommandFailure when a flag is not what it takes */
    public RecordFields fields() {
        if (partition != null && partition < 0) {
            throw usage("--partition is " + partition + "; partitions count from 0.");
        }
        if (keyField.isBlank()) {
            throw usage("--key-field is empty; write none for no key.");
        }
        List<Header> all = new ArrayList<>();
        for (String header : headers) {
            int equals = header.indexOf('=');
            if (equals < 1) {
                throw usage("--header takes NAME=VALUE, one header and its value.");
            }
            all.add(new RecordHeader(
                    header.substring(0, equals), header.substring(equals + 1).getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return new RecordFields(
                    keyField, all, timestamp == null ? null : RecordTime.parse("--timestamp", timestamp), partition);
        } catch (MalformedLineException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }
}
