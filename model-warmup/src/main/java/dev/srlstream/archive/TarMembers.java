package dev.srlstream.archive;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.weights.FileKind;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * The members of a tar or tar.gz archive but its folders, one after the other, in one pass that also hashes the archive.
 * Refuses members that lead out of the archive. Owned by one thread, which closes it.
 */
public final class TarMembers implements Closeable {
    private static final int MAX_MEMBERS = 10_000;

    public static final String SYMBOLIC_LINK = "a symbolic link";
    private static final String HARD_LINK = "a hard link";
    /** Of GNU: what a folder held when a backup was made. */
    private static final byte BACKED_UP_FOLDER = 'D';
    /** Of GNU: the name of the archive. */
    private static final Set<Byte> WITHOUT_FILE = Set.of(TarConstants.LF_DIR, (byte) 'V');

    private static final int MAX_PATH = 1024;
    private static final int MAX_FOLDERS = 100;
    private static final int MAX_ATTRIBUTES = 100;

    private static final int BUFFER_BYTES = 1 << 16;

    private final String archive;
    private final FileKind kind;
    private final long mostBytes;
    private final HashingInput file;
    private final BoundedHeads content;
    private final TarArchiveInputStream tar;
    private int entries;
    private boolean continued;
    private String place = "before its first member";

    public TarMembers(Path path, FileKind kind) throws CheckpointException, IOException {
        this.archive = String.valueOf(path.getFileName());
        this.kind = kind;
        this.mostBytes = kind == FileKind.TAR ? Files.size(path) : BoundedInflation.most(Files.size(path));
        this.file = new HashingInput(Files.newInputStream(path));
        try {
            this.content = new BoundedHeads(content());
            this.tar = new TarArchiveInputStream(content);
        } catch (CheckpointException | IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * A member that is no folder.
     *
     * @param special what it is, with an article; empty for a plain file
     * @param target of a link
     */
    public record Member(String path, long bytes, String special, String target) {
        public boolean isPlain() {
            return special.isEmpty();
        }
    }

    /** The next member, whose bytes {@link #read} then gives where it is plain; null at the end of the archive. */
    @Nullable
    public Member next() throws CheckpointException, IOException {
        while (true) {
            @Nullable TarArchiveEntry entry = nextEntry();
            if (entry == null) {
                return null;
            }
            if (++entries > MAX_MEMBERS) {
                throw refused(entry.getName(), "is number " + entries + " where an AllenNLP archive has a dozen");
            }
            if (!entry.isCheckSumOK()) {
                throw refused(entry.getName(), "has a head whose checksum is wrong");
            }
            requireModest(entry);
            String path = path(entry.getName());
            if (entry.getLinkFlag() == BACKED_UP_FOLDER) {
                throw refused(entry.getName(), "is a folder of a backup that was made with tar --listed-incremental");
            }
            String special = special(entry);
            if (special.isEmpty() ? entry.isDirectory() : WITHOUT_FILE.contains(entry.getLinkFlag())) {
                continue;
            }
            if (!special.isEmpty()) {
                return new Member(path, 0, special, entry.getLinkName());
            }
            if (entry.getSize() > mostBytes) {
                throw refused(
                        entry.getName(),
                        "announces " + entry.getSize() + " bytes, more than the " + mostBytes
                                + " that there can be in a file of this size");
            }
            place = "in member " + entry.getName();
            return new Member(path, entry.getSize(), "", "");
        }
    }

    private static String special(TarArchiveEntry entry) {
        if (entry.isSparse()) {
            return "a sparse file";
        }
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG -> "";
            case TarConstants.LF_SYMLINK -> SYMBOLIC_LINK;
            case TarConstants.LF_LINK -> HARD_LINK;
            case TarConstants.LF_DIR -> "a folder";
            case TarConstants.LF_MULTIVOLUME -> "the rest of a file that another volume begins";
            default -> "a device, a pipe or another special file";
        };
    }

    /** Bytes of the current member; negative at its end. */
    public int read(byte[] buffer) throws CheckpointException, IOException {
        try {
            return tar.read(buffer);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /**
     * Reads the archive to its end, past the last member, so that checksums are checked and everything is hashed.
     *
     * @return SHA-256 of the archive file
     */
    public String finish() throws CheckpointException, IOException {
        place = "behind its last member";
        try {
            var buffer = new byte[BUFFER_BYTES];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                for (int i = 0; i < read && !continued; i++) {
                    continued = buffer[i] != 0;
                }
            }
        } catch (IOException e) {
            throw damaged(e);
        }
        file.drain();
        return file.sha256();
    }

    /** Whether something but zeros lies behind the end, where neither tar nor Python looks; known once finished. */
    public boolean isContinued() {
        return continued;
    }

    /** Bytes of the archive file read so far. */
    public long bytes() {
        return file.count();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private InputStream content() throws CheckpointException, IOException {
        if (kind == FileKind.TAR) {
            return file;
        }
        try {
            var inflated = new BufferedInputStream(new BoundedInflation(new GzipMembers(file), file), BUFFER_BYTES);
            inflated.mark(FileKind.HEAD_BYTES);
            FileKind inner = TarHead.kind(inflated.readNBytes(FileKind.HEAD_BYTES));
            inflated.reset();
            if (inner != FileKind.TAR) {
                throw new CheckpointException(archive + " is a gzip file that holds no tar archive; what it holds is "
                        + inner.description()
                        + (inner == FileKind.GZIP ? ": it is packed twice, unpack it once with gzip -d." : "."));
            }
            return inflated;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private @Nullable TarArchiveEntry nextEntry() throws CheckpointException, IOException {
        try {
            if (tar.getCurrentEntry() != null) {
                // The rest of the member before is no head.
                tar.transferTo(OutputStream.nullOutputStream());
            }
            content.headBegins();
            place = place.replaceFirst("^in ", "behind ");
            @Nullable TarArchiveEntry entry = tar.getNextEntry();
            content.headEnds();
            return entry;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** Paths are remembered, and attributes for all members add up in the tar reader. */
    private void requireModest(TarArchiveEntry entry) throws CheckpointException {
        String name = entry.getName();
        int longest = Math.max(name.length(), entry.getLinkName().length());
        if (longest > MAX_PATH) {
            throw refused(name, "has a path of " + longest + " characters");
        }
        if (entry.getExtraPaxHeaders().size() > MAX_ATTRIBUTES) {
            throw refused(name, "has more than " + MAX_ATTRIBUTES + " extended attributes");
        }
    }

    /** Without {@code ./} and empty steps; refused when it is absolute or climbs. */
    private String path(String name) throws CheckpointException {
        if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') == 1) {
            throw refused(name, "has an absolute or foreign path");
        }
        var path = new StringBuilder();
        String[] steps = name.split("/", -1);
        if (steps.length > MAX_FOLDERS) {
            throw refused(name, "lies in " + steps.length + " folders");
        }
        for (String step : steps) {
            if (step.equals("..")) {
                throw refused(name, "leads out of the archive");
            }
            if (!step.isEmpty() && !step.equals(".")) {
                path.append(path.isEmpty() ? "" : "/").append(step);
            }
        }
        return path.toString();
    }

    private CheckpointException refused(String member, String reason) {
        return new CheckpointException(archive + ": member " + Printable.excerpt(member) + " " + reason
                + "; such archives are refused: pack the model's own folder again, with tar -czhf model.tar.gz"
                + " -C FOLDER .");
    }

    private CheckpointException damaged(IOException e) throws IOException {
        if (file.failed()) {
            throw e;
        }
        String where = ", " + Printable.excerpt(place) + ": ";
        if (e instanceof BoundExceededException) {
            return new CheckpointException(archive + where + e.getMessage() + "; such archives are refused.", e);
        }
        String reason = e instanceof EOFException
                ? "it is truncated"
                : String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
        return new CheckpointException(
                archive + " cannot be unpacked, stopped after " + file.count() + " bytes" + where
                        + Printable.excerpt(reason) + "; fetch it again and compare its size.",
                e);
    }
}
