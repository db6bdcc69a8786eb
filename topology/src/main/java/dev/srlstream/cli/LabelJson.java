package dev.srlstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelled.Instance;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One line of {@code srl label}'s output. {@code verb}, {@code description}, {@code tags} and {@code words} are AllenNLP's; tokens,
 * arguments and offsets have the names of the contract {@code SentenceFrames}.
 */
final class LabelJson {
    private LabelJson() {}

    static String error(JsonNode id, String message) {
        return object(id).put("error", message).toString();
    }

    /** @param instances whether to show what the frames were decoded from */
    static String frames(JsonNode id, Labelled labelled, boolean instances) {
        ObjectNode json = object(id);
        ArrayNode words = json.putArray("words");
        List<Token> tokens = labelled.sentence().tokens();
        tokens.stream().map(Token::getText).forEach(words::add);
        ArrayNode verbs = json.putArray("verbs");
        labelled.frames().forEach(frame -> verbs.add(verb(frame, tokens)));
        json.put("text", labelled.sentence().text());
        ArrayNode offsets = json.putArray("tokens");
        tokens.forEach(token -> offsets.add(token(token)));
        if (!labelled.sentence().attributes().isEmpty()) {
            ObjectNode attributes = json.putObject("attributes");
            labelled.sentence().attributes().forEach(attributes::put);
        }
        if (instances) {
            ArrayNode array = json.putArray("instances");
            labelled.instances().forEach(instance -> array.add(instance(instance)));
        }
        return json.toString();
    }

    private static ObjectNode object(JsonNode id) {
        return JsonNodeFactory.instance.objectNode().set("id", id);
    }

    private static ObjectNode token(Token token) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("text", token.getText())
                .put("begin", token.getBegin())
                .put("end", token.getEnd())
                .put("beginCodePoint", token.getBeginCodePoint())
                .put("endCodePoint", token.getEndCodePoint());
    }

    private static ObjectNode verb(Frame frame, List<Token> tokens) {
        ObjectNode verb = JsonNodeFactory.instance.objectNode();
        verb.put("verb", frame.getPredicate().getText());
        verb.put("description", frame.getDescription());
        ArrayNode tags = verb.putArray("tags");
        frame.getTags().forEach(tags::add);
        verb.put("index", frame.getPredicate().getIndex());
        Token predicate = tokens.get(frame.getPredicate().getIndex());
        verb.put("begin", predicate.getBegin());
        verb.put("stop", predicate.getEnd());
        verb.put("beginCodePoint", predicate.getBeginCodePoint());
        verb.put("stopCodePoint", predicate.getEndCodePoint());
        ArrayNode arguments = verb.putArray("arguments");
        for (Argument argument : frame.getArguments()) {
            arguments
                    .addObject()
                    .put("role", argument.getRole())
                    .put("start", argument.getStart())
                    .put("end", argument.getEnd())
                    .put("begin", argument.getBegin())
                    .put("stop", argument.getStop())
                    .put("text", argument.getText())
                    .put("confidence", argument.getConfidence())
                    .put("beginCodePoint", argument.getBeginCodePoint())
                    .put("stopCodePoint", argument.getStopCodePoint());
        }
        return verb;
    }

    private static ObjectNode instance(Instance instance) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("predicate_index", instance.predicateIndex());
        ArrayNode ids = json.putArray("wordpiece_ids");
        for (int id : instance.wordpieceIds()) {
            ids.add(id);
        }
        ArrayNode tags = json.putArray("wordpiece_tags");
        instance.wordpieceTags().forEach(tags::add);
        json.put("probs_b64", littleEndian(instance.probabilities()));
        return json;
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
