package dev.srlstream.input;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.WordlessTrace;
import dev.srlstream.log.service.RecordEvents.LineRefused;

/** A line of input that is not a sentence. The message is one sentence for the author of the line, without the line's number. */
public final class MalformedLineException extends Exception {
    private static final EventLog LOG = EventLog.of(MalformedLineException.class);
    private static final long serialVersionUID = 1L;

    public MalformedLineException(String message) {
        super(message);
    }

    /** A line that nobody foresaw costs this line and no other. */
    public static MalformedLineException fault(Throwable fault) {
        LOG.log(new LineRefused(new WordlessTrace(fault)));
        return new MalformedLineException(
                "A fault of this program keeps this line from being read; --verbose shows where.");
    }
}
