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

    /** LONG1 of ten bytes: the magic number 0x1950a86a20f9469cfc6c. */
    private static final String LEGACY_MAGIC = "\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019";

    /** PROTO and its number. */
    private static final int PROTOCOL_BYTES = 2;

    /** FRAME and its length, which protocols 4 and 5 have behind the protocol. */
    private static final int FRAME_BYTES = 9;

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
        } else if (head[0] == (byte) Opcode.PROTO
                && (text.startsWith(LEGACY_MAGIC, PROTOCOL_BYTES)
                        || text.startsWith(LEGACY_MAGIC, PROTOCOL_BYTES + FRAME_BYTES))) {
            return LEGACY_TORCH;
        } else if (head[0] == (byte) Opcode.PROTO) {
            return PICKLE;
        } else if (text.startsWith("ustar", TAR_MAGIC_AT)) {
            return TAR;
        } else if (beginning.startsWith("<!doctype")
                || beginning.startsWith("<html")
                || beginning.startsWith("<?xml")) {
            return HTML;
        } else if (text.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        } else if (text.startsWith("{\"", Long.BYTES) || text.startsWith("{}", Long.BYTES)) {
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
