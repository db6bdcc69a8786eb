package dev.srlstream.log.output;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/** Where the log of the process goes: the appender that logback.xml names. */
public final class LogOutput {
    private static final String APPENDER = "stderr";

    private LogOutput() {}

    /**
     * Writes everything that is logged from now on in this form. For a process that does nothing else yet. A logging configuration of
     * the user's own, without our appender, stays as it is.
     */
    public static void use(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
                        instanceof OutputStreamAppender<ILoggingEvent> appender) {
            Encoder<ILoggingEvent> encoder =
                    switch (format) {
                        case TEXT -> new TextEncoder();
                        case JSON -> JsonLines.encoder();
                    };
            encoder.setContext(context);
            encoder.start();
            appender.setEncoder(encoder);
        }
    }
}
