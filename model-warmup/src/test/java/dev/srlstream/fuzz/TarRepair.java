package dev.srlstream.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes the checksums of a mutated tar's headers fit again, so that what they say is read. */
public final class TarRepair {
    private static final int BLOCK = 512;
    private static final int MAGIC_AT = 257;
    private static final byte[] MAGIC = {'u', 's', 't', 'a', 'r'};
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;

    private TarRepair() {}

    /** A repaired copy. */
    public static byte[] of(byte[] mutated) {
        byte[] tar = mutated.clone();
        for (int at = 0; at + BLOCK <= tar.length; at += BLOCK) {
            int magicAt = at + MAGIC_AT;
            // Those of Unix Version 7 have no magic number, but the first block is a head.
            if (at == 0 || Arrays.equals(tar, magicAt, magicAt + MAGIC.length, MAGIC, 0, MAGIC.length)) {
                repair(tar, at);
            }
        }
        return tar;
    }

    private static void repair(byte[] tar, int at) {
        Arrays.fill(tar, at + CHECKSUM_AT, at + CHECKSUM_AT + CHECKSUM_BYTES, (byte) ' ');
        int sum = 0;
        for (int i = at; i < at + BLOCK; i++) {
            sum += Byte.toUnsignedInt(tar[i]);
        }
        byte[] octal = String.format("%06o\0", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, tar, at + CHECKSUM_AT, octal.length);
    }
}
