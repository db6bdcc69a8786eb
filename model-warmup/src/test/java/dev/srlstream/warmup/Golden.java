package dev.srlstream.warmup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.model.WordpieceRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the reference implementation computed for one sentence and predicate.
 *
 * @param probabilities row-major {@code [wordpieces, labels]}
 */
record Golden(String sentence, WordpieceRow row, float[] probabilities) {
    static final Path FOLDER = Path.of("..", "goldens");

    /** @param file name of a file of JSON lines in {@link #FOLDER} */
    static List<Golden> read(String file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Golden> goldens = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(file))) {
            JsonNode sentence = json.readTree(line);
            for (JsonNode instance : sentence.path("instances")) {
                goldens.add(new Golden(sentence.path("id").asText(), row(instance), probabilities(instance)));
            }
        }
        return goldens;
    }

    private static WordpieceRow row(JsonNode instance) {
        int[] ids = integers(instance.path("wordpiece_ids"));
        int[] predicate = integers(instance.path("verb_indicator"));
        int[] ones =
                IntStream.range(0, ids.length).filter(i -> predicate[i] == 1).toArray();
        return ones.length == 0
                ? new WordpieceRow(ids, 0, 0)
                : new WordpieceRow(ids, ones[0], ones[ones.length - 1] + 1);
    }

    private static int[] integers(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.path(i).asInt()).toArray();
    }

    private static float[] probabilities(JsonNode instance) {
        ByteBuffer bytes = ByteBuffer.wrap(
                        Base64.getDecoder().decode(instance.path("probs_b64").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
