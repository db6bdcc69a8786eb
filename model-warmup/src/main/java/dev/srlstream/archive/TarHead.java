package dev.srlstream.archive;

import dev.srlstream.weights.FileKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The block that a tar archive begins with. */
public final class TarHead {
    private static final int BLOCK = 512;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final Pattern OCTAL = Pattern.compile("\\s*([0-7]{1,7})[\\s\\x00]*");

    private TarHead() {}

    /** What a file is. Tars of Unix Version 7 have no magic number: their checksum tells them. */
    public static FileKind kind(byte[] head) {
        return isMember(head) ? FileKind.TAR : FileKind.of(head);
    }

    /** Whether this is the head of a member: one with a name, whose checksum is right. */
    private static boolean isMember(byte[] head) {
        if (head.length < BLOCK || head[0] == 0) {
            return false;
        }
        var checksum = OCTAL.matcher(new String(head, CHECKSUM_AT, CHECKSUM_BYTES, StandardCharsets.ISO_8859_1));
        if (!checksum.matches()) {
            return false;
        }
        byte[] block = Arrays.copyOf(head, BLOCK);
        Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_BYTES, (byte) ' ');
        int unsigned = 0;
        int signed = 0;
        for (byte value : block) {
            unsigned += Byte.toUnsignedInt(value);
            // Some old writers summed so.
            signed += value;
        }
        int noted = Integer.parseInt(checksum.group(1), 8);
        return noted == unsigned || noted == signed;
    }
}
