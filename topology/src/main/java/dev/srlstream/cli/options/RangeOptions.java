package dev.srlstream.cli.options;

import dev.srlstream.operations.ExitCode;
import dev.srlstream.topics.Selection;
import dev.srlstream.topics.StartPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which part of a topic. */
public final class RangeOptions {
    @Option(
            names = "--from",
            paramLabel = "POSITION",
            converter = Positions.class,
            description = {
                "Where to begin in each partition (default: beginning): beginning, end (with --follow), offset:N or time:T,"
                        + " where T is a date (2026-11-30), a time (2026-11-30T12:00:00Z), how long ago (90s, 15m, 2h,"
                        + " 1d) or milliseconds since 1970. Without a zone a time is UTC."
            })
    private @Nullable StartPosition from;

    @Option(
            names = "--last",
            paramLabel = "N",
            description =
                    "Begin at the last N committed records of all chosen partitions together, by their timestamps; the filters choose among them.")
    private @Nullable Long last;

    @Option(
            names = "--partition",
            paramLabel = "N",
            split = ",",
            description = "Read these partitions only; several with commas, or by repeating the flag.")
    private List<Integer> partitions = new ArrayList<>();

    /** Says which values make no sense. */
    void check() {
        if (last != null && from != null) {
            throw usage("--last and --from both say where to begin; give one of them.");
        }
        if (last != null && last < 1) {
            throw usage("--last is " + last + "; name at least one record.");
        }
        for (int partition : partitions) {
            if (partition < 0) {
                throw usage("--partition is " + partition + "; the first partition of a topic is 0.");
            }
        }
    }

    /** @param counted which records {@code --last} counts */
    Selection selection(String topic, Predicate<ConsumerRecord<byte[], byte[]>> counted) {
        return new Selection(topic, new HashSet<>(partitions), start(), counted);
    }

    private StartPosition start() {
        if (last != null) {
            return new StartPosition.Last(last);
        }
        return from == null ? new StartPosition.Beginning() : from;
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    static final class Positions implements ITypeConverter<StartPosition> {
        @Override
        public StartPosition convert(String text) {
            try {
                return StartPosition.parse(text, Instant.now());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage() + ".");
            }
        }
    }
}
