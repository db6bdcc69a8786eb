package dev.srlstream.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A file of safetensors: as it is, and with the length of the header made to fit. */
public final class SafetensorsFuzz {
    private SafetensorsFuzz() {}

    public static void fuzzerTestOneInput(byte[] file) {
        Judge.judge(file, Reading::weights);
        byte[] repaired = repaired(file);
        if (!Arrays.equals(repaired, file)) {
            Judge.judge(repaired, Reading::weights);
        }
    }

    private static byte[] repaired(byte[] file) {
        byte[] repaired = file.clone();
        for (int end = repaired.length; end > Long.BYTES; end--) {
            if (repaired[end - 1] == '}') {
                ByteBuffer.wrap(repaired).order(ByteOrder.LITTLE_ENDIAN).putLong(0, end - Long.BYTES);
                return repaired;
            }
        }
        return repaired;
    }
}
