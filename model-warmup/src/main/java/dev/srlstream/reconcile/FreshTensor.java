package dev.srlstream.reconcile;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.zip.CRC32;

/**
 * A tensor as transformers initialises it before training ({@code BertPreTrainedModel._init_weights}): matrices from the
 * normal distribution N(0, 0.02), norms at one, biases at zero. The same key always has the same elements: the seed is a
 * constant and the key's CRC-32, the generator {@link Random}, whose algorithm its documentation fixes.
 */
final class FreshTensor implements Tensor {
    private static final long SEED = 20_200_901;
    private static final double STANDARD_DEVIATION = 0.02;
    private static final int BUFFER_BYTES = 1 << 16;

    private final String key;
    private final TensorType type;

    /** @param type of the tensor, of element type float32 */
    FreshTensor(String key, TensorType type) {
        this.key = key;
        this.type = type;
    }

    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public long[] shape() {
        return type.shape().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long elements() {
        return type.elements();
    }

    @Override
    public void readFloat32(Sink sink) throws IOException {
        DoubleSupplier elements = initialisation();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long left = elements(); left > 0; left--) {
            buffer.putFloat((float) elements.getAsDouble());
            if (!buffer.hasRemaining() || left == 1) {
                sink.accept(buffer.flip().slice().order(ByteOrder.LITTLE_ENDIAN));
                buffer.clear();
            }
        }
    }

    @Override
    public void readInt64(Sink sink) {
        throw new IllegalStateException(dtype().torchName() + " is no integer type");
    }

    /** How the elements came about, to follow "is". */
    String described() {
        if (key.endsWith(".bias")) {
            return "zero";
        }
        return isNorm() ? "one" : "drawn from N(0, 0.02) with a fixed seed";
    }

    private boolean isNorm() {
        return key.endsWith("LayerNorm.weight");
    }

    private DoubleSupplier initialisation() {
        if (key.endsWith(".bias")) {
            return () -> 0;
        }
        if (isNorm()) {
            return () -> 1;
        }
        var crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        var random = new Random(SEED ^ crc.getValue());
        return () -> STANDARD_DEVIATION * random.nextGaussian();
    }
}
