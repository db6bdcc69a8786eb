package dev.srlstream.weights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.refusal.Printable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
    @Test
    void knowsSafetensorsWhateverTheLengthOfTheirHeader() {
        for (int length = 2; length < 70_000; length++) {
            // Given
            byte[] head = safetensors(length, "{\"" + "a".repeat(700));

            // When
            FileKind kind = FileKind.of(head);

            // Then
            assertThat(kind).as("%d", length).isEqualTo(FileKind.SAFETENSORS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001f\u008b\u0008", "PK\u0003\u0004", "\u0080\u0002", "\u0080\u0004\u0095", "{}"})
    void knowsSafetensorsWhoseLengthLooksLikeAnotherForm(String mark) {
        // Given: and a key that says ustar where a tar does
        byte[] head = safetensors(0, "{ \"" + "x".repeat(246) + "ustar\"");
        System.arraycopy(mark.getBytes(ISO_8859_1), 0, head, 0, mark.length());

        // When
        FileKind kind = FileKind.of(head);

        // Then
        assertThat(kind).isEqualTo(FileKind.SAFETENSORS);
    }

    static Stream<Arguments> heads() {
        return Stream.of(
                head(FileKind.EMPTY, ""),
                head(FileKind.GZIP, "\u001f\u008b\u0008\0\0\0\0\0\0\u0003"),
                head(FileKind.ZIP, "PK\u0003\u0004"),
                head(FileKind.ZIP, "PK\u0005\u0006\0\0"),
                head(FileKind.LEGACY_TORCH, "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."),
                head(
                        FileKind.LEGACY_TORCH,
                        "\u0080\u0004\u0095\n\0\0\0\0\0\0\0\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."),
                head(FileKind.PICKLE, "\u0080\u0004}."),
                head(FileKind.TAR, "weights.th" + "\0".repeat(247) + "ustar\00000"),
                head(FileKind.HTML, "\u00ef\u00bb\u00bf \r\n<!DOCTYPE HTML>"),
                head(FileKind.HTML, "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC"),
                head(FileKind.HTML, "<!-- saved -->\n<HTML lang=en>"),
                head(FileKind.XML, "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code>"),
                head(FileKind.LFS_POINTER, "version https://git-lfs.github.com/spec/v1\noid sha256:"),
                head(FileKind.XZ, "\u00fd7zXZ\0\0\u0004"),
                head(FileKind.BZIP2, "BZh91AY&SY"),
                head(FileKind.ZSTD, "(\u00b5/\u00fd\u0004X"),
                head(FileKind.LZ4, "\u0004\"M\u0018d@"),
                head(FileKind.SEVEN_ZIP, "7z\u00bc\u00af'\u001c\0\u0004"),
                head(FileKind.RAR, "Rar!\u001a\u0007\u0001\0"),
                head(FileKind.CPIO, "07070100D4A1"),
                head(FileKind.CPIO, "\u00c7q\u0001\0"),
                head(FileKind.ZEROS, "\0".repeat(FileKind.HEAD_BYTES)),
                head(FileKind.HDF5, "\u0089HDF\r\n\u001a\n\0"),
                head(FileKind.NPY, "\u0093NUMPY\u0001\0v\0{'descr'"),
                head(FileKind.GGUF, "GGUF\u0003\0\0\0"),
                head(FileKind.GGUF, "lmgg\0"),
                head(FileKind.TFLITE, "\u001c\0\0\0TFL3\u0014\0"),
                // As torch.onnx.export of torch 1.13 begins it, and one without a producer.
                head(FileKind.ONNX, "\u0008\u0007\u0012\u0007pytorch\u001a\u00061.13.0:\u00e8\u0001\nb\n\n"),
                head(FileKind.ONNX, "\u0008\u0008:\u00e8\u0001\nb\n"),
                head(FileKind.FLAX, "\u0082\u00a4bert\u0083\u00aaembeddings"),
                head(FileKind.FLAX, "\u0081\u00a6params\u00de\0"),
                head(FileKind.TENSORFLOW, "model_checkpoint_path: \"bert_model.ckpt\"\n"),
                head(FileKind.JSON, "{\n  \"metadata\": {}}"),
                head(FileKind.TEXT, "Entry not found"),
                head(FileKind.DAMAGED_SAFETENSORS, "\0\0\0\0\0\0\0\u0080{\"a\":{}"),
                head(FileKind.UNKNOWN, "\0\0\0\0\0\0\0\0\0\0\0\0"));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void knowsAFileByItsFirstBytes(FileKind expected, byte[] head) {
        // When
        FileKind kind = FileKind.of(head);

        // Then
        assertThat(kind).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0008\u0007\u0012\u0003a\nb\u001a", // a text with a line feed is no producer of an ONNX model
                "\u0080\u00a4bert\u0082", // PROTO has no such protocol, and the map would be empty
                "BZh9 is how this binary\0 begins",
                "\u0082\u0001\u0002"
            })
    void leavesOpenWhatItCannotKnow(String head) {
        // When
        FileKind kind = FileKind.of(head.getBytes(ISO_8859_1));

        // Then
        assertThat(kind).isEqualTo(FileKind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert_model.ckpt.data-00000-of-00001", "model.ckpt-40000.index", "model.ckpt.meta"})
    void knowsPartsOfATensorflowCheckpointByTheirNames(String name) {
        assertThat(FileKind.UNKNOWN.description(name)).contains("a TensorFlow checkpoint");
        assertThat(FileKind.UNKNOWN.description("weights.th")).contains("in no form");
    }

    @Test
    void saysWhatStandsWhereATextShouldBe() throws Exception {
        // Given
        List<String> mistaken = List.of(
                "version https://git-lfs.github.com/spec/v1\n",
                "<!doctype html>",
                "PK\u0003\u0004\u0014\0",
                "\u0080\u0002}.");
        List<String> texts =
                List.of("", "[PAD]\n[UNK]\n", "{\"model\": {}}", "GGUF\nTFL3TFL3\n", "7z", "\u00ff\u00feO\0");

        // When
        var found = mistaken.stream().map(text -> FileKind.insteadOfText(text.getBytes(ISO_8859_1)));
        var passed = texts.stream().map(text -> FileKind.insteadOfText(text.getBytes(ISO_8859_1)));

        // Then
        assertThat(found).allMatch(kind -> kind.isPresent());
        assertThat(passed).allMatch(kind -> kind.isEmpty());
        assertThat(FileKind.insteadOfText(Files.readAllBytes(Path.of("src/test/resources/wild/generate.py"))))
                .isEmpty();
    }

    private static Arguments head(FileKind kind, String bytes) {
        return argumentSet(kind + " " + Printable.excerpt(bytes), kind, bytes.getBytes(ISO_8859_1));
    }

    private static byte[] safetensors(long length, String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(json)
                .array();
    }
}
