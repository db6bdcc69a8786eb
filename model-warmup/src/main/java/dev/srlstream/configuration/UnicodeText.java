package dev.srlstream.configuration;

import dev.srlstream.refusal.CheckpointException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a small file: UTF-8 as it should be, or what editors of other systems make of it. What is no text throughout
 * is refused.
 *
 * @param text without byte order marks at its beginning
 */
public record UnicodeText(String text, Encoding encoding) {
    private static final String MARK = "\ufeff";
    private static final int HEAD_BYTES = 4;

    /** How a text is stored; known by its first four bytes, as a text begins with a mark or with ASCII. */
    public enum Encoding {
        UTF_32("\\x00\\x00|\u00ff\u00fe\\x00\\x00|.\\x00\\x00\\x00", StandardCharsets.UTF_8, ""),
        UTF_16LE("\u00ff\u00fe|[^\\x00]\\x00", StandardCharsets.UTF_16LE, IN_UTF_16),
        UTF_16BE("\u00fe\u00ff|\\x00[^\\x00]", StandardCharsets.UTF_16BE, IN_UTF_16),
        MARKED_UTF_8(
                "\u00ef\u00bb\u00bf",
                StandardCharsets.UTF_8,
                "The file begins with a byte order mark, which AllenNLP takes for text; it is left out here, and srl"
                        + " repair writes the file without it."),
        UTF_8("", StandardCharsets.UTF_8, "");

        private final Pattern beginning;
        private final Charset charset;
        private final String remark;

        Encoding(String beginning, Charset charset, String remark) {
            this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
            this.charset = charset;
            this.remark = remark;
        }

        public static Encoding of(byte[] content) {
            var head = new String(content, 0, Math.min(HEAD_BYTES, content.length), StandardCharsets.ISO_8859_1);
            return Arrays.stream(values())
                    .filter(encoding -> encoding.beginning.matcher(head).lookingAt())
                    .findFirst()
                    .orElse(UTF_8);
        }

        /** What the operator should know; nothing for UTF-8 without a mark. */
        public Optional<String> remark() {
            return remark.isEmpty() ? Optional.empty() : Optional.of(remark);
        }
    }

    private static final String IN_UTF_16 =
            "The file is in UTF-16, which AllenNLP cannot read; srl repair writes it in UTF-8.";

    /** @param origin file that the content came from, for messages */
    public static UnicodeText of(byte[] content, String origin) throws CheckpointException {
        Encoding encoding = Encoding.of(content);
        if (encoding == Encoding.UTF_32) {
            throw new CheckpointException(origin + " is in UTF-32 or no text at all; save it in UTF-8.");
        }
        var bytes = ByteBuffer.wrap(content);
        var characters = CharBuffer.allocate(content.length);
        CoderResult result = encoding.charset.newDecoder().decode(bytes, characters, true);
        characters.flip();
        if (result.isError()) {
            long line = 1
                    + characters.chars().filter(character -> character == '\n').count();
            throw new CheckpointException(origin + " is not text in UTF-8: byte " + (bytes.position() + 1)
                    + ", in line " + line + ", belongs to no character of it; save the file in UTF-8.");
        }
        String text = characters.toString();
        while (text.startsWith(MARK)) {
            text = text.substring(1);
        }
        return new UnicodeText(text, encoding);
    }

    /**
     * Text of lines, which end with a line feed, a carriage return or both.
     *
     * @param most lines that there may be; their number decides how much heap they take
     * @param origin file that the content came from, for messages
     */
    public static UnicodeText ofLines(byte[] content, int most, String origin) throws CheckpointException {
        UnicodeText decoded = of(content, origin);
        long ends = decoded.text
                .chars()
                .filter(character -> character == '\n' || character == '\r')
                .count();
        // Counted twice where they end with both.
        if (ends > 2L * most) {
            throw new CheckpointException(origin + " has more than the " + most + " lines that such a file may have.");
        }
        return decoded;
    }
}
