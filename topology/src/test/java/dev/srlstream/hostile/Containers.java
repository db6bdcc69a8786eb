package dev.srlstream.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What checkpoints come in. */
final class Containers {
    private static final int BLOCK = 512;

    private Containers() {}

    static byte[] zip(Map<String, byte[]> records, boolean deflated) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> record : records.entrySet()) {
                var entry = new ZipEntry(record.getKey());
                var crc = new CRC32();
                crc.update(record.getValue());
                entry.setMethod(deflated ? ZipEntry.DEFLATED : ZipEntry.STORED);
                entry.setSize(record.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(record.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * A tar with one member.
     *
     * @param type 0 for a file, 1 for a hard link, 2 for a symbolic one
     */
    static byte[] tar(String name, char type, String link, byte[] content) {
        int blocks = (content.length + BLOCK - 1) / BLOCK;
        var tar = new byte[BLOCK * (blocks + 3)];
        put(tar, 0, name);
        put(tar, 100, "0000644\0");
        put(tar, 124, String.format("%011o", content.length));
        put(tar, 136, "00000000000");
        put(tar, 156, String.valueOf(type));
        put(tar, 157, link);
        put(tar, 257, "ustar\00000");
        Arrays.fill(tar, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += Byte.toUnsignedInt(tar[i]);
        }
        put(tar, 148, String.format("%06o\0", sum));
        System.arraycopy(content, 0, tar, BLOCK, content.length);
        return tar;
    }

    static byte[] gzip(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(byte[] tar, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, tar, at, bytes.length);
    }
}
