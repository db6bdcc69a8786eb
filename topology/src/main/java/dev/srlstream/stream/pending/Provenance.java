package dev.srlstream.stream.pending;

import dev.srlstream.sentence.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers of what is written: the sentence's own, where it stood in its topic and which model saw it; on a rejection also
 * why, under Kafka Streams' names for dead letters (KIP-1034) and under our own. All values are strings in UTF-8.
 */
public final class Provenance {
    public static final String SOURCE_TOPIC = "srl.source.topic";
    public static final String SOURCE_PARTITION = "srl.source.partition";
    public static final String SOURCE_OFFSET = "srl.source.offset";
    public static final String MODEL_SHA256 = "srl.model.sha256";
    public static final String REJECTION_STAGE = "srl.rejection.stage";
    public static final String REJECTION_REASON = "srl.rejection.reason";
    public static final String REJECTION_EXCEPTION = "srl.rejection.exception";
    public static final String REJECTION_ORIGINAL_BYTES = "srl.rejection.original.bytes";
    public static final String ERRORS_EXCEPTION = "__streams.errors.exception";
    public static final String ERRORS_MESSAGE = "__streams.errors.message";
    public static final String ERRORS_TOPIC = "__streams.errors.topic";
    public static final String ERRORS_PARTITION = "__streams.errors.partition";
    public static final String ERRORS_OFFSET = "__streams.errors.offset";

    /** Where Confluent's newer clients name the schema of a value; it is the sentence's, not that of the frames. */
    private static final String VALUE_SCHEMA_ID = "__value_schema_id";

    /** In characters. Messages of foreign deserialisers have no limit of their own, and stand in two headers. */
    private static final int LONGEST_REASON = 500;

    private static final int LONGEST_CLASS = 250;

    private final String modelSha256;

    public Provenance(String modelSha256) {
        this.modelSha256 = modelSha256;
    }

    /** Names the record that a sentence came in. */
    public static String source(PendingSentence sentence) {
        return source(sentence.topic(), Integer.toString(sentence.partition()), Long.toString(sentence.offset()));
    }

    /** Names the record that an outcome was made of, as {@link #source(PendingSentence)} does; empty for other records. */
    public static Optional<String> source(Headers headers) {
        Header topic = headers.lastHeader(SOURCE_TOPIC);
        Header partition = headers.lastHeader(SOURCE_PARTITION);
        Header offset = headers.lastHeader(SOURCE_OFFSET);
        return topic == null || partition == null || offset == null
                ? Optional.empty()
                : Optional.of(source(text(topic), text(partition), text(offset)));
    }

    /** Whether a header is one of those that this class adds; the others are the publisher's. */
    public static boolean isOurs(Header header) {
        return header.key().startsWith("srl.") || header.key().startsWith("__streams.errors.");
    }

    private static String source(String topic, String partition, String offset) {
        return topic + "-" + partition + "@" + offset;
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    public RecordHeaders ofFrames(PendingSentence sentence) {
        RecordHeaders headers = origin(sentence);
        headers.remove(VALUE_SCHEMA_ID);
        return headers;
    }

    public RecordHeaders ofRejection(PendingSentence sentence, Rejection rejection) {
        RecordHeaders headers = origin(sentence);
        String reason = cut(rejection.reason(), LONGEST_REASON);
        Throwable thrown = rejection.thrown();
        add(headers, REJECTION_STAGE, rejection.stage().toString());
        add(headers, REJECTION_REASON, reason);
        if (thrown != null) {
            add(headers, REJECTION_EXCEPTION, cut(thrown.getClass().getName(), LONGEST_CLASS));
        }
        if (sentence.isCut()) {
            add(headers, REJECTION_ORIGINAL_BYTES, Long.toString(sentence.originalBytes()));
        }
        add(headers, ERRORS_EXCEPTION, Rejection.class.getName());
        add(headers, ERRORS_MESSAGE, reason);
        add(headers, ERRORS_TOPIC, sentence.topic());
        add(headers, ERRORS_PARTITION, Integer.toString(sentence.partition()));
        add(headers, ERRORS_OFFSET, Long.toString(sentence.offset()));
        return headers;
    }

    /** The sentence's headers without those that an earlier passage left, as on a rejection that was published again. */
    private RecordHeaders origin(PendingSentence sentence) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : sentence.headers()) {
            if (!isOurs(header)) {
                headers.add(header);
            }
        }
        add(headers, SOURCE_TOPIC, sentence.topic());
        add(headers, SOURCE_PARTITION, Integer.toString(sentence.partition()));
        add(headers, SOURCE_OFFSET, Long.toString(sentence.offset()));
        add(headers, MODEL_SHA256, modelSha256);
        return headers;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static void add(RecordHeaders headers, String key, String value) {
        headers.add(key, value.getBytes(StandardCharsets.UTF_8));
    }
}
