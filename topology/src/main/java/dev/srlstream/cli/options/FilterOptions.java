package dev.srlstream.cli.options;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which records are meant, whatever the topic; all filters must let a record through. */
public final class FilterOptions {
    @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
    private @Nullable String key;

    @Option(
            names = "--grep",
            paramLabel = "REGEX",
            converter = Patterns.class,
            description =
                    "Only records in which Java's regular expression is found: in the text of frames, in the reason of a rejection, in a diagnostic as it is printed. (?i) at its beginning ignores case.")
    private @Nullable Pattern grep;

    /** Whether a record's key is the one that is meant, if any. */
    public boolean hasKey(ConsumerRecord<byte[], byte[]> entry) {
        return key == null || Arrays.equals(key.getBytes(StandardCharsets.UTF_8), entry.key());
    }

    /** Whether the pattern, if any, is found in a text. */
    public boolean isIn(String text) {
        return grep == null || grep.matcher(text).find();
    }

    static final class Patterns implements ITypeConverter<Pattern> {
        @Override
        public Pattern convert(String text) {
            try {
                return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw new TypeConversionException("'" + text + "' is no regular expression of Java: "
                        + e.getDescription() + (e.getIndex() < 0 ? "." : " at character " + (e.getIndex() + 1) + "."));
            }
        }
    }
}
