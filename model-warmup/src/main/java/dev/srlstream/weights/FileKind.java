package dev.srlstream.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a file is, judged by its first bytes: the forms that checkpoints come in, and the files that people hold in their
 * place. Each kind is a pattern with a character for each byte; the first that fits is the kind.
 */
public enum FileKind {
    EMPTY("an empty file", "\\z"),
    /**
     * Before all others, because its first byte is the low byte of a length and can be the mark of any other form: a length
     * of at most 100,000,000, as the safetensors library demands, then an object.
     */
    SAFETENSORS("a safetensors file", ".{3}[\0-\u0005]\0{4}\\{[\"}\\s]"),
    GZIP("a gzip file", "\u001f\u008b"),
    ZIP("a zip file", "PK(\u0003\u0004|\u0005\u0006)"),
    /** PROTO, FRAME where the protocol is 4 or 5, and LONG1 of ten bytes: the magic number 0x1950a86a20f9469cfc6c. */
    LEGACY_TORCH(
            "a torch file in the form older than torch 1.6",
            "\u0080[\u0002-\u0005](\u0095.{8})?\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019"),
    PICKLE(
            "a bare pickle, not a file of torch.save: load it where it was made and save the weights with"
                    + " torch.save(model.state_dict(), …)",
            "\u0080[\0-\u0009]"),
    TAR("a tar archive", ".{257}ustar"),
    HTML(
            "a web page, not a model: the download went wrong",
            Text.BLANK
                    + "<(?i:(!doctype html|html|head|body|title|script)[\\s>]|(\\?xml|!--).*<(!doctype )?html[\\s>])"),
    XML("XML text, not weights: servers answer so when a download fails", Text.BLANK + "<\\?xml"),
    LFS_POINTER("a Git LFS pointer, not the file itself: run git lfs pull", "version https://(git-lfs|hawser)"),
    XZ("an xz file: unpack it with xz -d", "\u00fd7zXZ\0"),
    BZIP2("a bzip2 file: unpack it with bzip2 -d", "BZh[1-9]1AY&SY"),
    ZSTD("a zstd file: unpack it with zstd -d", "\\(\u00b5/\u00fd"),
    LZ4("an lz4 file: unpack it with lz4 -d", "\u0004\"M\u0018"),
    SEVEN_ZIP("a 7-Zip archive: unpack it with 7z x", "7z\u00bc\u00af'\u001c"),
    RAR("a RAR archive: unpack it with unrar x", "Rar!\u001a\u0007"),
    CPIO("a cpio archive: unpack it with cpio -id", "0707(0[127])|\u00c7q|q\u00c7"),
    ZEROS(
            "zeros from its beginning: an empty tar archive, or a file whose content was never written; fetch it again",
            "\0{512}"),
    HDF5(
            "an HDF5 file, in which Keras and TensorFlow keep weights: export the model from PyTorch",
            "\u0089HDF\r\n\u001a\n"),
    NPY("a NumPy array, not a state dict: save the weights with torch.save(model.state_dict(), …)", "\u0093NUMPY"),
    GGUF(
            "a GGUF or GGML file of llama.cpp, whose weights are not those of an SrlBert: take the checkpoint from"
                    + " which it was converted",
            "GGUF[\0-\u0009]|(lmgg|tjgg|fmgg).?\0"),
    TFLITE("a TensorFlow Lite model, which holds no state dict: take the PyTorch checkpoint", ".{4}TFL3.?\0"),
    /**
     * A ModelProto: ir_version, then producer_name (a short text) with another field behind it, or at once the graph, whose
     * first field is a node.
     */
    ONNX(
            "an ONNX model, which holds a graph and no state dict: take the PyTorch checkpoint that it was exported"
                    + " from",
            "\u0008[\u0001-\u001f](\u0012[\u0001-@][ -~]{1,64}[\u001a\"(2:B]|:[\u0080-\u00ff]{0,8}[\0-\u007f]\n)"),
    /** A map whose first key is a name, with a map or an array under it. */
    FLAX(
            "a Flax model in MessagePack, not a state dict: load it with transformers (from_flax=True) and save it from"
                    + " PyTorch",
            "[\u0081-\u008f]([\u00a1-\u00bf]|\u00d9.)[A-Za-z_][\\w./-]{0,80}[\u0080-\u008f\u00c7-\u00c9\u00de\u00df]"),
    TENSORFLOW(
            "a part of a TensorFlow checkpoint, which SrlBert cannot be: take the PyTorch checkpoint",
            "model_checkpoint_path:"),
    JSON("JSON text, not weights", "(?=" + Text.ALL + ")" + Text.BLANK + "(\\{\\s*[\"}]|\\[\\s*[{\\[\"\\d])"),
    TEXT("plain text, not weights", Text.ALL),
    /** With a length that no header has. */
    DAMAGED_SAFETENSORS("a damaged safetensors file", ".{8}\\{[\"}\\s]"),
    UNKNOWN("in no form that is known here", "");

    /** How many first bytes {@link #of} looks at. */
    public static final int HEAD_BYTES = 512;

    /** The shards and the index of a checkpoint have no mark in their first bytes. */
    private static final Pattern TENSORFLOW_NAME = Pattern.compile(".*\\.ckpt.*\\.(data-\\d{5}-of-\\d{5}|index|meta)");

    private final String description;
    private final Pattern beginning;

    FileKind(String description, String beginning) {
        this.description = description;
        this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
    }

    /** UTF-8 in a character for each byte. */
    private static final class Text {
        static final String BLANK = "(\u00ef\u00bb\u00bf)?\\s*";

        /** Without control characters; the last character may be cut. */
        static final String ALL = "([\\s -~]|[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}"
                + "|[\u00f0-\u00f4][\u0080-\u00bf]{3})++([\u00c2-\u00f4][\u0080-\u00bf]{0,2})?\\z";
    }

    /** Completes "the file is …". */
    public String description() {
        return description;
    }

    /**
     * Completes "the file is …".
     *
     * @param name of the file, which tells more where the first bytes tell nothing
     */
    public String description(String name) {
        return this == UNKNOWN && TENSORFLOW_NAME.matcher(name).matches() ? TENSORFLOW.description : description;
    }

    /** @param head the first bytes of the file, up to {@link #HEAD_BYTES} */
    public static FileKind of(byte[] head) {
        String first = latin1(head);
        return Arrays.stream(values())
                .filter(kind -> kind.beginning.matcher(first).lookingAt())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /**
     * What stands where a text of lines or of JSON should be; completes "the file is …".
     *
     * @param content of the file, or its first bytes
     * @return nothing where it may well be such a text
     */
    public static Optional<String> insteadOfText(byte[] content) {
        byte[] head = Arrays.copyOf(content, Math.min(HEAD_BYTES, content.length));
        FileKind kind = of(head);
        boolean text = TEXT.beginning.matcher(latin1(head)).lookingAt();
        return switch (kind) {
            case HTML, XML, LFS_POINTER, TENSORFLOW -> Optional.of(kind.description);
            case EMPTY, UNKNOWN -> Optional.empty();
            default -> text ? Optional.empty() : Optional.of(kind.description);
        };
    }

    static FileKind of(ByteBuffer head) {
        var bytes = new byte[Math.min(HEAD_BYTES, head.remaining())];
        head.duplicate().get(bytes);
        return of(bytes);
    }

    private static String latin1(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
