package dev.srlstream.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells files that are often given by mistake from text, by how they begin. Such an input has no lines at all. */
public final class InputKind {
    private static final String UTF_16 = "is in UTF-16 or UTF-32; convert it to UTF-8, for example with iconv";

    private InputKind() {}

    /**
     * Takes text only.
     *
     * @param beginning all bytes before the first line feed, or a part of them
     * @throws IOException one sentence with what the input is and how it becomes text
     */
    public static void requireText(byte[] beginning) throws IOException {
        String kind = null;
        if (begins(beginning, "\u001f\u008b")) {
            kind = "is compressed with gzip; unpack it, for example with gunzip -c";
        } else if (begins(beginning, "PK\u0003\u0004")) {
            kind = "is a zip archive; unpack it, for example with unzip -p";
        } else if (begins(beginning, "\u00fd7zXZ\u0000")) {
            kind = "is compressed with xz; unpack it, for example with xz -dc";
        } else if (begins(beginning, "(\u00b5/\u00fd")) {
            kind = "is compressed with zstd; unpack it, for example with zstd -dc";
        } else if (begins(beginning, "BZh") && contains(beginning, 4, "1AY&SY")) {
            kind = "is compressed with bzip2; unpack it, for example with bunzip2 -c";
        } else if (begins(beginning, "\u00ff\u00fe")
                || begins(beginning, "\u00fe\u00ff")
                || begins(beginning, "\u0000\u0000\u00fe\u00ff")
                || isWide(beginning)) {
            kind = UTF_16;
        }
        if (kind != null) {
            throw new IOException("The input " + kind + ".");
        }
    }

    /** Two ASCII characters in UTF-16 without a byte order mark. */
    private static boolean isWide(byte[] bytes) {
        return bytes.length >= 4
                && ((bytes[0] > 0 && bytes[1] == 0 && bytes[2] > 0 && bytes[3] == 0)
                        || (bytes[0] == 0 && bytes[1] > 0 && bytes[2] == 0 && bytes[3] > 0));
    }

    private static boolean begins(byte[] bytes, String magic) {
        return contains(bytes, 0, magic);
    }

    private static boolean contains(byte[] bytes, int offset, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= offset + wanted.length
                && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
    }
}
