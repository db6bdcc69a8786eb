package dev.srlstream.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is, judged by its first bytes: the files people hold for a checkpoint when a download went wrong. */
public enum FileKind {
    EMPTY("an empty file"),
    GZIP("a gzip file"),
    TAR("a tar archive"),
    ZIP("a zip file"),
    LEGACY_TORCH("a torch file in the form older than torch 1.6"),
    PICKLE("a bare pickle, not a file of torch.save"),
    SAFETENSORS("a safetensors file"),
    HTML("a web page, not a model: the download went wrong"),
    LFS_POINTER("a Git LFS pointer, not the file itself: run git lfs pull"),
    UNKNOWN("in no form that is known here");

    /** How many first bytes {@link #of} looks at. */
    public static final int HEAD_BYTES = 512;

    /** PROTO 2, then LONG1 of ten bytes: the magic number 0x1950a86a20f9469cfc6c. */
    private static final byte[] LEGACY_MAGIC = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19
    };

    private static final int TAR_MAGIC_AT = 257;

    private final String description;

    FileKind(String description) {
        this.description = description;
    }

    /** Completes "the file is …". */
    public String description() {
        return description;
    }

    /** @param head the first bytes of the file, up to {@link #HEAD_BYTES} */
    public static FileKind of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String beginning = text.stripLeading().toLowerCase(Locale.ROOT);
        if (head.length == 0) {
            return EMPTY;
        } else if (text.startsWith("\u001f\u008b")) {
            return GZIP;
        } else if (text.startsWith("PK\u0003\u0004")) {
            return ZIP;
        } else if (text.startsWith(new String(LEGACY_MAGIC, StandardCharsets.ISO_8859_1))) {
            return LEGACY_TORCH;
        } else if (head[0] == (byte) 0x80) {
            return PICKLE;
        } else if (text.startsWith("ustar", TAR_MAGIC_AT)) {
            return TAR;
        } else if (beginning.startsWith("<!doctype")
                || beginning.startsWith("<html")
                || beginning.startsWith("<?xml")) {
            return HTML;
        } else if (text.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        } else if (text.startsWith("{\"", Long.BYTES)) {
            return SAFETENSORS;
        } else {
            return UNKNOWN;
        }
    }

    static FileKind of(ByteBuffer head) {
        var bytes = new byte[Math.min(HEAD_BYTES, head.remaining())];
        head.duplicate().get(bytes);
        return of(bytes);
    }
}
