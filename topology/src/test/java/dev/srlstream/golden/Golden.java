package dev.srlstream.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sentence as the reference labelled it.
 *
 * @param error what the reference raised instead; null where it labelled the sentence
 */
public record Golden(
        String id,
        List<String> words,
        List<Integer> predicates,
        List<Instance> instances,
        @Nullable String error) {
    private static final String ARCHIVE = "flat.tar.gz";

    private static final Path FOLDER = Path.of("..", "goldens");
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * One predicate's row.
     *
     * @param offsets per word the index of its first wordpiece
     * @param probabilities row-major {@code [wordpieces, labels]}
     */
    public record Instance(
            int predicate,
            int[] wordpieceIds,
            int[] verbIndicator,
            int[] offsets,
            List<String> wordpieceTags,
            List<String> tags,
            String description,
            float[] probabilities) {}

    public static Path path(String name) {
        return FOLDER.resolve(name);
    }

    public static List<Golden> base() {
        return read("base.jsonl");
    }

    public static List<Golden> flat() {
        return read("flat.jsonl");
    }

    /** The labels of all golden checkpoints, by index. */
    public static List<String> labels() {
        return Archive.member(path(ARCHIVE), "vocabulary/labels.txt").lines().toList();
    }

    public static List<String> vocabulary() {
        try {
            return Files.readAllLines(path("vocab.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name {@code base.jsonl} or {@code flat.jsonl} */
    public static List<Golden> read(String name) {
        try {
            List<Golden> goldens = new ArrayList<>();
            for (String line : Files.readAllLines(path(name))) {
                goldens.add(parse(JSON.readTree(line)));
            }
            return goldens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden parse(JsonNode line) {
        List<Instance> instances = new ArrayList<>();
        for (JsonNode instance : line.path("instances")) {
            JsonNode verb = line.at("/json/verbs/" + instances.size());
            instances.add(new Instance(
                    instance.get("predicate_index").asInt(),
                    ints(instance.get("wordpiece_ids")),
                    ints(instance.get("verb_indicator")),
                    ints(instance.get("offsets")),
                    strings(instance.get("wordpiece_tags")),
                    strings(instance.get("tags")),
                    verb.get("description").asText(),
                    floats(instance.get("probs_b64").asText())));
        }
        return new Golden(
                line.get("id").asText(),
                strings(line.get("words")),
                JSON.convertValue(
                        line.get("predicates"),
                        JSON.getTypeFactory().constructCollectionType(List.class, Integer.class)),
                instances,
                line.hasNonNull("error") ? line.get("error").asText() : null);
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }

    private static int[] ints(JsonNode array) {
        return JSON.convertValue(array, int[].class);
    }

    private static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }
}
