package dev.srlstream.audit;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/**
 * SHA-256 over reconciled weights. Per tensor, in order: the key in UTF-8, a zero byte, the number of dimensions and each
 * size as little-endian 64-bit integers, the elements as little-endian float32. It depends on what is served alone: the
 * same weights in another container, spelling or floating-point type that holds them exactly have the same digest.
 */
public final class WeightsDigest {
    private WeightsDigest() {}

    /** In lower-case hexadecimal. */
    public static String sha256(StateDict weights) throws IOException {
        MessageDigest digest = Sha256.digest();
        for (Map.Entry<String, Tensor> entry : weights.tensors().entrySet()) {
            long[] shape = entry.getValue().shape();
            digest.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            var sizes = ByteBuffer.allocate(Long.BYTES * (1 + shape.length)).order(ByteOrder.LITTLE_ENDIAN);
            sizes.putLong(shape.length);
            for (long size : shape) {
                sizes.putLong(size);
            }
            digest.update(sizes.flip());
            entry.getValue().readFloat32(digest::update);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
