package dev.srlstream.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** What Avro's code generator writes into schemas for Java alone. It makes the same contract another schema for a registry. */
final class JavaProperties {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JavaProperties() {}

    static Schema removed(Schema schema) {
        try {
            JsonNode text = JSON.readTree(schema.toString());
            remove(text);
            return new Schema.Parser().parse(text.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro's own text of a schema is JSON.", e);
        }
    }

    private static void remove(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(GenericData.STRING_PROP);
        }
        node.forEach(JavaProperties::remove);
    }
}
