package dev.srlstream.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.event.SentenceEvent;
import java.util.List;

/** A sentence as a line of JSON has it that {@code srl publish} and {@code srl label} read. */
final class SentenceJson {
    private SentenceJson() {}

    static ObjectNode of(SentenceEvent sentence) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", sentence.getId());
        json.put("text", sentence.getText());
        List<String> tokens = sentence.getTokens();
        if (tokens != null) {
            ArrayNode array = json.putArray("tokens");
            tokens.forEach(array::add);
        }
        List<Integer> predicates = sentence.getPredicates();
        if (predicates != null) {
            ArrayNode array = json.putArray("predicates");
            predicates.forEach(array::add);
        }
        json.put("language", sentence.getLanguage());
        ObjectNode attributes = json.putObject("attributes");
        sentence.getAttributes().forEach(attributes::put);
        return json;
    }
}
