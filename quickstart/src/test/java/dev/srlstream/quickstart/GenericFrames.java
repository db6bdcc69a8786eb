package dev.srlstream.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads frames with Avro's own reader and the schemas of a registry: nothing of this project takes part. */
record GenericFrames(String registry) {
    private static final int PREFIX = 5;

    /** Of each argument the id of its sentence, its predicate, its role and its text, with tabs between them. */
    List<String> arguments(List<ConsumerRecord<byte[], byte[]>> records) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            GenericRecord sentence = read(record.value());
            for (Object frame : (List<?>) sentence.get("frames")) {
                GenericRecord predicate = (GenericRecord) ((GenericRecord) frame).get("predicate");
                for (Object each : (List<?>) ((GenericRecord) frame).get("arguments")) {
                    GenericRecord argument = (GenericRecord) each;
                    lines.add("%s\t%s\t%s\t%s"
                            .formatted(
                                    sentence.get("id"),
                                    predicate.get("text"),
                                    argument.get("role"),
                                    argument.get("text")));
                }
            }
        }
        return lines;
    }

    private GenericRecord read(byte[] value) throws IOException, InterruptedException {
        Schema schema = schema(ByteBuffer.wrap(value).getInt(1));
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null));
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return new Schema.Parser()
                .parse(new ObjectMapper().readTree(answer).path("schema").asText());
    }
}
