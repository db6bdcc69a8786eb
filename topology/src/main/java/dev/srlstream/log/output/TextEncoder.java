package dev.srlstream.log.output;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.srlstream.log.TextValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code time=… level=… logger=… thread=… event=… key=value …}: one line, whatever is logged. Named in logback.xml. */
public final class TextEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern(JsonLines.TIME_PATTERN, Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent line) {
        String logger = line.getLoggerName();
        String text = "time=" + TIME.format(Instant.ofEpochMilli(line.getTimeStamp()))
                + " level=" + line.getLevel()
                + " logger=" + TextValue.of(logger.substring(logger.lastIndexOf('.') + 1))
                + " thread=" + TextValue.of(line.getThreadName())
                + " " + LoggedEvents.of(line)
                + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
