package dev.srlstream.stream;

import dev.srlstream.event.SentenceEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Avro without a registry, for tests of what lies between the serdes; some bytes stand for troubles of a registry. */
public final class PlainAvroDeserializer implements Deserializer<Object> {
    static final byte[] REGISTRY_DOWN = "registry down".getBytes(StandardCharsets.UTF_8);
    static final byte[] REGISTRY_FAILS = "registry fails".getBytes(StandardCharsets.UTF_8);
    static final byte[] SCHEMA_UNKNOWN = "schema unknown".getBytes(StandardCharsets.UTF_8);
    static final byte[] MAKES_IT_FAIL = "makes it fail".getBytes(StandardCharsets.UTF_8);
    static final byte[] ANOTHER_TYPE = "another type".getBytes(StandardCharsets.UTF_8);

    @Override
    public Object deserialize(String topic, byte[] data) {
        if (Arrays.equals(data, REGISTRY_DOWN)) {
            throw new SerializationException("No schema", new ConnectException("Connection refused"));
        }
        if (Arrays.equals(data, REGISTRY_FAILS)) {
            throw new SerializationException("No schema", new RestClientException("Error; error code: 50003"));
        }
        if (Arrays.equals(data, SCHEMA_UNKNOWN)) {
            throw new SerializationException("No schema", new RestClientException("Not found; error code: 40403"));
        }
        if (Arrays.equals(data, MAKES_IT_FAIL)) {
            throw new IllegalStateException("A deserialiser that does not know what it has read");
        }
        if (Arrays.equals(data, ANOTHER_TYPE)) {
            return "a string";
        }
        try {
            return PlainAvro.read(SentenceEvent.class, data);
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException("Undecodable value", e);
        }
    }

    /** Named and worded as that of Confluent's client. */
    private static final class RestClientException extends Exception {
        RestClientException(String message) {
            super(message);
        }
    }
}
