package dev.srlstream.weights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.MappedBytes;
import dev.srlstream.statedict.MappedTensor;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.View;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of safetensors: a little-endian 64-bit length, a JSON header of that length, then the elements of all tensors,
 * little-endian and in row-major order, each byte belonging to exactly one tensor. It has no checksums.
 */
final class Safetensors {
    private static final Map<String, DType> DTYPES = Map.of(
            "F64", DType.FLOAT64,
            "F32", DType.FLOAT32,
            "F16", DType.FLOAT16,
            "BF16", DType.BFLOAT16,
            "I64", DType.INT64,
            "I32", DType.INT32,
            "I16", DType.INT16,
            "I8", DType.INT8,
            "U8", DType.UINT8,
            "BOOL", DType.BOOL);
    private static final Map<DType, String> NAMES =
            DTYPES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    private static final String METADATA = "__metadata__";

    private final FileChannel channel;
    private final String name;
    private final SafetensorsHeader header;
    private final List<Extent> extents = new ArrayList<>();

    private Safetensors(FileChannel channel, String name) throws CheckpointException, IOException {
        this.channel = channel;
        this.name = name;
        this.header = SafetensorsHeader.read(channel, name);
    }

    static WeightsFile read(FileChannel channel, String name) throws CheckpointException, IOException {
        return new Safetensors(channel, name).read();
    }

    /** What a header calls an element type. */
    static String name(DType dtype) {
        return Objects.requireNonNull(NAMES.get(dtype), () -> "safetensors have no " + dtype.torchName());
    }

    /** Bytes {@code [from, to)} of the data that a tensor takes. */
    private record Extent(String key, long from, long to) {}

    private WeightsFile read() throws CheckpointException, IOException {
        long available = channel.size() - header.dataAt();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : header.entries().properties()) {
            if (!entry.getKey().equals(METADATA)) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), available));
            }
        }
        if (tensors.isEmpty()) {
            throw damaged("its header names no tensor");
        }
        requireEachByteOnce(available);
        return new WeightsFile("safetensors", new StateDict(tensors), Map.of(), Map.of());
    }

    private Tensor tensor(String key, JsonNode described, long available) throws CheckpointException, IOException {
        if (!described.path("dtype").isTextual()) {
            throw damaged("tensor " + Printable.excerpt(key) + " lacks its element type (dtype)");
        }
        @Nullable DType dtype = DTYPES.get(described.path("dtype").textValue());
        if (dtype == null) {
            throw damaged("tensor " + Printable.excerpt(key) + " has the element type "
                    + Printable.excerpt(described.path("dtype").textValue()) + ", which no such model has");
        }
        List<Long> shape = numbers(key, described.path("shape"));
        List<Long> offsets = numbers(key, described.path("data_offsets"));
        View view;
        try {
            view = new View(0, shape, rowMajor(shape));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged("tensor " + Printable.excerpt(key) + " has an impossible shape " + View.brief(shape));
        }
        long from = offsets.isEmpty() ? -1 : offsets.get(0);
        long to = offsets.size() == 2 ? offsets.get(1) : -1;
        if (from < 0 || to < from || to > available) {
            throw damaged("tensor " + Printable.excerpt(key) + " has the data offsets " + View.brief(offsets) + " in "
                    + available + " bytes of data");
        }
        if ((to - from) % dtype.width() != 0 || (to - from) / dtype.width() != view.elements()) {
            throw damaged("tensor " + Printable.excerpt(key) + " has " + (to - from) + " bytes, its shape "
                    + View.brief(shape) + " of " + dtype.torchName() + " takes another number");
        }
        extents.add(new Extent(key, from, to));
        return new MappedTensor(dtype, MappedBytes.map(channel, header.dataAt() + from, to - from), view);
    }

    private void requireEachByteOnce(long available) throws CheckpointException {
        extents.sort(Comparator.comparingLong(Extent::from).thenComparingLong(Extent::to));
        long at = 0;
        for (Extent extent : extents) {
            if (extent.from() != at) {
                throw damaged("tensor " + Printable.excerpt(extent.key()) + " begins at byte " + extent.from()
                        + " of the data where the one before ends at " + at);
            }
            at = extent.to();
        }
        if (at != available) {
            throw damaged((available - at) + " bytes at its end belong to no tensor");
        }
    }

    private List<Long> numbers(String key, JsonNode array) throws CheckpointException {
        List<Long> numbers = new ArrayList<>();
        for (JsonNode number : array) {
            if (!number.isIntegralNumber() || !number.canConvertToLong() || numbers.size() > Long.SIZE) {
                throw damaged("tensor " + Printable.excerpt(key)
                        + " has a shape or data offsets that are no list of whole numbers");
            }
            numbers.add(number.longValue());
        }
        if (!array.isArray()) {
            throw damaged("tensor " + Printable.excerpt(key) + " lacks its shape or data offsets");
        }
        return numbers;
    }

    private static List<Long> rowMajor(List<Long> shape) {
        var stride = new Long[shape.size()];
        long next = 1;
        for (int i = stride.length - 1; i >= 0; i--) {
            stride[i] = next;
            next = Math.multiplyExact(next, Math.max(1, shape.get(i)));
        }
        return List.of(stride);
    }

    private CheckpointException damaged(String reason) {
        return new CheckpointException(name + " cannot be used: " + reason + "; if it was downloaded, fetch it again.");
    }
}
