package dev.srlstream.reliability.oracle;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Where the sentence of a frames record or a rejection stood. */
record Source(String topic, int partition, long offset) {
    /** Reads the headers that tell it. */
    static Source of(ConsumerRecord<byte[], byte[]> outcome) {
        return new Source(
                header(outcome, "srl.source.topic"),
                Integer.parseInt(header(outcome, "srl.source.partition")),
                Long.parseLong(header(outcome, "srl.source.offset")));
    }

    static String header(ConsumerRecord<byte[], byte[]> outcome, String name) {
        Header header = outcome.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
