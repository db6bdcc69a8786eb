package dev.srlstream.torchscript;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Float16;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor as an archive stores it: converted to the archive's element type while it is written.
 *
 * @param dtype float32, float16 or bfloat16; rounded to nearest, even
 */
record StoredWeight(Tensor tensor, DType dtype) {
    /** Bytes in the archive. */
    long bytes() {
        return Math.multiplyExact(tensor.elements(), dtype.width());
    }

    /** @throws IOException when the tensor cannot be read or the sink fails */
    void writeTo(Tensor.Sink sink) throws IOException {
        if (dtype == DType.FLOAT32) {
            tensor.readFloat32(sink);
        } else {
            tensor.readFloat32(elements -> sink.accept(halved(elements)));
        }
    }

    private ByteBuffer halved(ByteBuffer elements) {
        ByteBuffer in = elements.slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocate(in.remaining() / 2).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            float value = in.getFloat();
            out.putShort(dtype == DType.FLOAT16 ? Float16.fromFloat(value) : bfloat16(value));
        }
        return out.flip();
    }

    /** The upper half of a float32, rounded to nearest, even; a NaN stays one. */
    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) ((bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }
}
