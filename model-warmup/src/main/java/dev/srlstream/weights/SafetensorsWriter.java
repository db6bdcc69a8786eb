package dev.srlstream.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A state dict as a file of safetensors. The header names the tensors in the order of the state dict; their data lie by
 * width of their elements, widest first, so that every element is aligned, as the reference lays them out.
 */
public final class SafetensorsWriter implements StateDictWriter {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int ALIGNMENT = 8;

    private final byte[] header;
    private final List<Tensor> data;
    private final long dataBytes;

    public SafetensorsWriter(StateDict stateDict) {
        List<Map.Entry<String, Tensor>> entries =
                new ArrayList<>(stateDict.tensors().entrySet());
        entries.sort(Comparator.comparing(entry -> -entry.getValue().dtype().width()));
        // By key: one tensor may stand under two, and each is written.
        Map<String, Long> offsets = new HashMap<>();
        long end = 0;
        for (Map.Entry<String, Tensor> entry : entries) {
            offsets.put(entry.getKey(), end);
            end += entry.getValue().bytes();
        }
        this.data = entries.stream().map(Map.Entry::getValue).toList();
        this.dataBytes = end;
        this.header = header(stateDict, offsets);
    }

    @Override
    public long bytes() {
        return Long.BYTES + header.length + dataBytes;
    }

    @Override
    public void write(WritableByteChannel out) throws IOException {
        write(
                out,
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .flip());
        write(out, ByteBuffer.wrap(header));
        for (Tensor tensor : data) {
            tensor.readElements(elements -> write(out, elements));
        }
    }

    private static byte[] header(StateDict stateDict, Map<String, Long> offsets) {
        ObjectNode entries = JsonNodeFactory.instance.objectNode();
        entries.putObject("__metadata__").put("format", "pt");
        stateDict.tensors().forEach((key, tensor) -> {
            long from = offsets.getOrDefault(key, 0L);
            ObjectNode entry = entries.putObject(key).put("dtype", Safetensors.name(tensor.dtype()));
            ArrayNode shape = entry.putArray("shape");
            for (long size : tensor.shape()) {
                shape.add(size);
            }
            entry.putArray("data_offsets").add(from).add(from + tensor.bytes());
        });
        try {
            String text = MAPPER.writeValueAsString(entries);
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            return (text + " ".repeat(-bytes & (ALIGNMENT - 1))).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static void write(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
