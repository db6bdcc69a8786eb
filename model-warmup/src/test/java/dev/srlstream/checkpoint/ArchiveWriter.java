package dev.srlstream.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes tar archives, honest and hostile ones. */
public final class ArchiveWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(out);

    /** An archive of the files, each name behind the prefix. */
    public static ArchiveWriter of(String prefix, Map<String, byte[]> files) {
        var archive = new ArchiveWriter();
        files.forEach((name, content) -> archive.file(prefix + name, content));
        return archive;
    }

    public ArchiveWriter file(String name, byte[] content) {
        return member(name, TarConstants.LF_NORMAL, "", content);
    }

    /** A member of any type, for example a link. */
    public ArchiveWriter special(String name, byte type, String target) {
        return member(name, type, target, new byte[0]);
    }

    /** A member of any type with content, for example the long name of the next one. */
    public ArchiveWriter special(String name, byte type, byte[] content) {
        return member(name, type, "", content);
    }

    public byte[] tar() {
        try {
            tar.finish();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] gzip() {
        return gzip(tar());
    }

    public static byte[] gzip(byte[] content) {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private ArchiveWriter member(String name, byte type, String target, byte[] content) {
        // Leading slashes are kept: the hostile kind has them.
        var entry = new TarArchiveEntry(name, type, true);
        entry.setSize(content.length);
        entry.setLinkName(target);
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
