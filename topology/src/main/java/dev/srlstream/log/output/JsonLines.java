package dev.srlstream.log.output;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggerNameJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventJsonProviders;
import net.logstash.logback.composite.loggingevent.LoggingEventThreadNameJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;

/** One flat object a line: time, level, logger, thread, event, then the fields of the event. */
final class JsonLines {
    static final String TIME_PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";

    private JsonLines() {}

    static Encoder<ILoggingEvent> encoder() {
        var time = new LoggingEventFormattedTimestampJsonProvider();
        time.setFieldName("time");
        time.setPattern(TIME_PATTERN);
        time.setTimeZone("UTC");
        var level = new LogLevelJsonProvider();
        level.setFieldName("level");
        var logger = new LoggerNameJsonProvider();
        logger.setFieldName("logger");
        var thread = new LoggingEventThreadNameJsonProvider();
        thread.setFieldName("thread");
        var providers = new LoggingEventJsonProviders();
        providers.addProvider(time);
        providers.addProvider(level);
        providers.addProvider(logger);
        providers.addProvider(thread);
        providers.addProvider(new EventJsonProvider());
        var encoder = new LoggingEventCompositeJsonEncoder();
        encoder.setProviders(providers);
        encoder.setLineSeparator("UNIX");
        // JSON alone lets pass what ends a line (U+2028) or steers a terminal (U+009B), and writers fail on half a
        // character.
        encoder.setJsonGeneratorDecorator(
                generator -> generator.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature()));
        return encoder;
    }
}
