package dev.srlstream.cli;

import dev.srlstream.console.RecordMetadata;
import dev.srlstream.console.Style;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How a record of a topic is printed.
 *
 * @param json whether what is rendered is one JSON value
 * @param metadata whether what Kafka knows of the record is printed, too
 */
record RecordForm(boolean json, boolean metadata, Style style) {
    /** @param rendered the record, without what Kafka knows of it */
    List<String> lines(ConsumerRecord<byte[], byte[]> entry, List<String> rendered) {
        if (!metadata) {
            return rendered;
        }
        if (json) {
            return List.of(RecordMetadata.json(entry, rendered.get(0)));
        }
        List<String> lines = new ArrayList<>(rendered);
        lines.add(0, RecordMetadata.line(entry, style));
        return lines;
    }
}
