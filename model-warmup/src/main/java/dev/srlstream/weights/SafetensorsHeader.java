package dev.srlstream.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Iterator;

/**
 * What a file of safetensors says about its tensors.
 *
 * @param entries a description by key of tensor; its keys are short names
 * @param dataAt position in the file of the first element
 */
record SafetensorsHeader(JsonNode entries, long dataAt) {
    /** A BERT-base has some 25 KB; bounds the heap that a hostile header can ask for. */
    private static final int MAX_BYTES = 2 << 20;

    private static final int MAX_KEYS = 10_000;
    private static final int MAX_DEPTH = 4;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @param name name of the file, for messages */
    static SafetensorsHeader read(FileChannel channel, String name) throws CheckpointException, IOException {
        long rest = channel.size() - Long.BYTES;
        if (rest < 0) {
            throw damaged(name, "it is cut off");
        }
        long bytes = channel.map(MapMode.READ_ONLY, 0, Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (bytes < 0 || bytes > Math.min(rest, MAX_BYTES)) {
            throw damaged(
                    name,
                    "its header claims " + Long.toUnsignedString(bytes) + " bytes, of " + rest
                            + " in the file and of the " + MAX_BYTES + " that a header may have");
        }
        var text = new byte[(int) bytes];
        ByteBuffer mapped = channel.map(MapMode.READ_ONLY, Long.BYTES, bytes);
        mapped.get(text);
        JsonNode entries = parse(text, name);
        for (Iterator<String> keys = entries.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!Printable.isKey(key)) {
                throw damaged(name, "it names a tensor " + Printable.excerpt(key) + ", and keys are short names");
            }
        }
        return new SafetensorsHeader(entries, Long.BYTES + bytes);
    }

    private static JsonNode parse(byte[] text, String name) throws CheckpointException {
        try {
            JsonNode entries = MAPPER.readTree(text);
            if (!entries.isObject() || entries.size() > MAX_KEYS) {
                throw damaged(name, "its header is no JSON object of at most " + MAX_KEYS + " tensors");
            }
            return entries;
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            throw damaged(
                    name,
                    "its header is not the JSON of safetensors at byte " + (Long.BYTES + Math.max(0, at)) + ", "
                            + Printable.excerpt(e.getOriginalMessage()));
        } catch (IOException e) {
            throw damaged(name, "its header is not JSON text in UTF-8");
        }
    }

    private static CheckpointException damaged(String name, String reason) {
        return new CheckpointException(name + " cannot be used: " + reason + "; if it was downloaded, fetch it again.");
    }
}
