package dev.srlstream.repair;

import dev.srlstream.weights.StateDictWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes a checkpoint as an AllenNLP archive: a tar.gz, from the first byte to the last. The same content gives the same tar,
 * byte by byte: no clock, user or machine is in it.
 */
final class RepairedArchive {
    /** One that no tar takes for a mistake, unlike 1970. */
    private static final Instant MODIFIED = Instant.parse("1980-01-01T00:00:00Z");

    private static final int READABLE_BY_ALL = 0644;
    private static final int BUFFER_BYTES = 1 << 16;

    private RepairedArchive() {}

    /**
     * @param files contents by path, of all but the weights
     * @param member path of the weights
     * @param out open for writing; stays open
     */
    static void write(Map<String, byte[]> files, String member, StateDictWriter weights, WritableByteChannel out)
            throws IOException {
        try (var gzip = new GzipCompressorOutputStream(new Unclosed(out), parameters());
                var tar = new TarArchiveOutputStream(new BufferedOutputStream(gzip, BUFFER_BYTES), "UTF-8")) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                tar.putArchiveEntry(entry(file.getKey(), file.getValue().length));
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
            tar.putArchiveEntry(entry(member, weights.bytes()));
            weights.write(Channels.newChannel(tar));
            tar.closeArchiveEntry();
        }
    }

    /** Strings do not repeat in trained weights: looking for them made the file larger and took four times as long. */
    private static GzipParameters parameters() {
        var parameters = new GzipParameters();
        parameters.setDeflateStrategy(Deflater.HUFFMAN_ONLY);
        parameters.setBufferSize(BUFFER_BYTES);
        return parameters;
    }

    private static TarArchiveEntry entry(String path, long bytes) {
        var entry = new TarArchiveEntry(path);
        entry.setSize(bytes);
        entry.setMode(READABLE_BY_ALL);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setLastModifiedTime(FileTime.from(MODIFIED));
        return entry;
    }

    /** Into a channel whose end is another's business. */
    private static final class Unclosed extends OutputStream {
        private final OutputStream out;

        Unclosed(WritableByteChannel channel) {
            this.out = Channels.newOutputStream(channel);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }
}
