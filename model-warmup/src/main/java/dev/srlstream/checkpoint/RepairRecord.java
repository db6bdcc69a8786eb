package dev.srlstream.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.configuration.Json;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.refusal.CheckpointException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The member {@code repair.json} of an archive that was repaired: where it comes from, and what in it is not learned.
 *
 * @param source the checkpoint that was repaired
 * @param summary of the audit of that checkpoint
 * @param added keys of tensors that are not the checkpoint's and that no prediction depends on
 * @param lost keys of learned tensors that are lost, and in whose place made-up numbers stand
 * @param leftOut keys of the checkpoint that the archive does not have
 */
public record RepairRecord(
        CheckpointSource source, String summary, List<String> added, List<String> lost, List<String> leftOut) {
    static final String LOST = "lost";

    public RepairRecord {
        added = List.copyOf(added);
        lost = List.copyOf(lost);
        leftOut = List.copyOf(leftOut);
    }

    /** As JSON in UTF-8. */
    public byte[] toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("source")
                .put("name", source.getName())
                .put("sha256", source.getSha256())
                .put("bytes", source.getBytes())
                .put("container", source.getContainer());
        json.put("summary", summary);
        put(json, "added", added);
        put(json, LOST, lost);
        put(json, "left_out", leftOut);
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The learned tensors that a record says are lost.
     *
     * @param origin file that the content came from, for messages
     */
    static List<String> lost(byte[] content, String origin) throws CheckpointException {
        List<String> keys = new ArrayList<>();
        for (JsonNode key : Json.parseObject(content, origin).path(LOST)) {
            keys.add(key.asText());
        }
        return keys;
    }

    private static void put(ObjectNode json, String name, List<String> keys) {
        ArrayNode array = json.putArray(name);
        keys.forEach(array::add);
    }
}
