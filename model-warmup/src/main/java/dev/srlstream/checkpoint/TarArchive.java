package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.TarMembers.Member;
import dev.srlstream.weights.CheckpointException;
import dev.srlstream.weights.FileKind;
import dev.srlstream.weights.Printable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the files of a checkpoint out of an AllenNLP archive, at its root or in one folder. The weights go to a scratch
 * file that vanishes when its channel is closed (on POSIX systems its name is gone from the beginning), the others into
 * memory. Owned by one thread.
 */
final class TarArchive {
    private static final int BUFFER_BYTES = 1 << 16;

    private final String archive;
    private final Path scratch;
    private final Map<String, byte[]> small = new HashMap<>();
    private long smallBytes;
    private @Nullable String weightsPath;
    private @Nullable FileChannel weights;

    private TarArchive(String archive, Path scratch) {
        this.archive = archive;
        this.scratch = scratch;
    }

    static CheckpointFiles read(Path path, FileKind kind, Path scratch) throws CheckpointException, IOException {
        var taken = new TarArchive(String.valueOf(path.getFileName()), scratch);
        try (var members = new TarMembers(path, kind)) {
            return taken.read(members, kind == FileKind.GZIP ? "tar.gz" : "tar");
        } catch (CheckpointException | IOException | RuntimeException e) {
            if (taken.weights != null) {
                taken.weights.close();
            }
            throw e;
        }
    }

    private CheckpointFiles read(TarMembers members, String container) throws CheckpointException, IOException {
        for (@Nullable Member member = members.next(); member != null; member = members.next()) {
            String name = nameBelowRoot(member.path());
            if (name.equals(CheckpointFiles.WEIGHTS)) {
                takeWeights(members, member);
            } else if (CheckpointFiles.SMALL.contains(name)) {
                smallBytes += member.bytes();
                small.put(member.path(), content(members, member));
            }
        }
        String sha256 = members.finish();
        if (weights == null || weightsPath == null) {
            throw new CheckpointException(
                    archive
                            + " holds no weights.th; an AllenNLP archive has config.json, weights.th and vocabulary/ at its root.");
        }
        String root = weightsPath.substring(0, weightsPath.length() - CheckpointFiles.WEIGHTS.length());
        Map<String, byte[]> belowRoot = new HashMap<>();
        small.forEach((path, content) -> {
            if (path.startsWith(root)) {
                belowRoot.put(path.substring(root.length()), content);
            }
        });
        return new CheckpointFiles(
                archive, sha256, members.bytes(), container, belowRoot, weights, CheckpointFiles.WEIGHTS);
    }

    /** The path without the one folder that an archive may be wrapped in. */
    private static String nameBelowRoot(String path) {
        boolean known = CheckpointFiles.SMALL.contains(path);
        return known ? path : path.substring(path.indexOf('/') + 1);
    }

    private byte[] content(TarMembers members, Member member) throws CheckpointException, IOException {
        if (member.bytes() > CheckpointFiles.MAX_SMALL_BYTES) {
            throw new CheckpointException(archive + ": " + Printable.excerpt(member.path()) + " has " + member.bytes()
                    + " bytes, more than the " + CheckpointFiles.MAX_SMALL_BYTES + " that such a file may have.");
        }
        // They are kept until the weights tell in which folder the model lies.
        if (smallBytes > CheckpointFiles.MAX_SMALL_TOTAL) {
            throw new CheckpointException(archive + " holds configurations and vocabularies of more than "
                    + CheckpointFiles.MAX_SMALL_TOTAL + " bytes; an AllenNLP archive has one model's.");
        }
        var content = ByteBuffer.allocate((int) member.bytes());
        var buffer = new byte[BUFFER_BYTES];
        for (int read = members.read(buffer); read >= 0; read = members.read(buffer)) {
            content.put(buffer, 0, read);
        }
        return content.array();
    }

    private void takeWeights(TarMembers members, Member member) throws CheckpointException, IOException {
        if (weights != null) {
            throw new CheckpointException(archive + " holds two models, " + weightsPath + " and "
                    + Printable.excerpt(member.path()) + "; only one can be meant: unpack it and name a directory.");
        }
        requireSpace(member.bytes());
        Path file = Files.createTempFile(scratch, "weights-", ".th");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        weights = channel;
        weightsPath = member.path();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = members.read(buffer); read >= 0; read = members.read(buffer)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private void requireSpace(long bytes) throws IOException {
        long free = Files.getFileStore(scratch).getUsableSpace();
        if (bytes > free) {
            throw new FileSystemException(
                    scratch.toString(),
                    null,
                    "the inflated weights need " + bytes + " bytes here, " + free + " are free");
        }
    }
}
