package dev.srlstream.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;

/** Parses the schema in an answer of the registry, after the schemas that it refers to. Used by one thread for one answer. */
final class SchemaTexts {
    private static final int MOST_REFERENCES = 100;

    private final Function<String, JsonNode> get;
    private final Schema.Parser parser = new Schema.Parser();
    private final Set<String> parsed = new HashSet<>();

    /** @param get fetches the JSON at a path of the registry */
    SchemaTexts(Function<String, JsonNode> get) {
        this.get = get;
        // Registered schemas of others count as they are, also those that a stricter parser would have refused.
        parser.setValidateDefaults(false);
    }

    /** @param subject what the answer is, as the subject of a sentence */
    Schema parse(JsonNode answer, String subject) {
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UnreadableSchemaException(subject + " is of type " + type + "; only AVRO can be read", null);
        }
        for (JsonNode reference : answer.path("references")) {
            String path = RegistryPaths.version(
                    reference.path("subject").asText(),
                    reference.path("version").asText());
            if (parsed.add(path)) {
                if (parsed.size() > MOST_REFERENCES) {
                    throw new UnreadableSchemaException(
                            subject + " refers to more than " + MOST_REFERENCES + " schemas", null);
                }
                parse(get.apply(path), "The reference " + reference.path("name").asText());
            }
        }
        try {
            return parser.parse(answer.path("schema").asText());
        } catch (RuntimeException | StackOverflowError e) {
            // Jackson bounds the nesting of the JSON; names can still chain more deeply than the stack is.
            throw new UnreadableSchemaException(subject + " is not a valid Avro schema", e);
        }
    }
}
