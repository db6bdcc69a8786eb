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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the files of a checkpoint out of an AllenNLP archive, at its root or in one folder. The weights go to a scratch
 * file that vanishes when its channel is closed (on POSIX systems its name is gone from the beginning), and better ones
 * take the place of those before; the other files go into memory. Owned by one thread.
 */
final class TarArchive {
    private static final int BUFFER_BYTES = 1 << 16;

    private final String archive;
    private final Path scratch;
    private final Map<String, byte[]> small = new HashMap<>();
    private final List<WeightsCandidate> candidates = new ArrayList<>();
    private int smallBytes;
    private @Nullable WeightsCandidate best;
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
            Optional<WeightsCandidate> candidate = WeightsCandidate.of(member.path());
            if (candidate.isPresent()) {
                candidates.add(candidate.get());
                if (best == null || candidate.get().compareTo(best) < 0) {
                    best = candidate.get();
                    weights = unpack(members, member);
                }
            } else if (isSmall(member.path())) {
                small.put(member.path(), content(members, member));
            }
        }
        String sha256 = members.finish();
        WeightsCandidate chosen = WeightsChoice.of(candidates, archive).orElseThrow(() -> WeightsChoice.none(archive));
        Map<String, byte[]> besideWeights = new HashMap<>();
        small.forEach((path, content) -> {
            if (path.startsWith(chosen.prefix())) {
                besideWeights.put(path.substring(chosen.prefix().length()), content);
            }
        });
        return new CheckpointFiles(
                archive,
                sha256,
                members.bytes(),
                container,
                besideWeights,
                Objects.requireNonNull(weights),
                chosen.file());
    }

    /** At the root, or in the one folder that an archive may be wrapped in. */
    private static boolean isSmall(String path) {
        return CheckpointFiles.SMALL.contains(path)
                || CheckpointFiles.SMALL.contains(path.substring(path.indexOf('/') + 1));
    }

    private byte[] content(TarMembers members, Member member) throws CheckpointException, IOException {
        if (member.bytes() > CheckpointFiles.MAX_SMALL_BYTES) {
            throw new CheckpointException(archive + ": " + Printable.excerpt(member.path()) + " has " + member.bytes()
                    + " bytes, more than the " + CheckpointFiles.MAX_SMALL_BYTES + " that such a file may have.");
        }
        smallBytes += (int) member.bytes();
        if (smallBytes > CheckpointFiles.MAX_ALL_SMALL_BYTES) {
            throw new CheckpointException(archive + ": with " + Printable.excerpt(member.path())
                    + ", configurations and vocabularies take more than the " + CheckpointFiles.MAX_ALL_SMALL_BYTES
                    + " bytes that all of them may have.");
        }
        var content = ByteBuffer.allocate((int) member.bytes());
        var buffer = new byte[BUFFER_BYTES];
        for (int read = members.read(buffer); read >= 0; read = members.read(buffer)) {
            content.put(buffer, 0, read);
        }
        return content.array();
    }

    private FileChannel unpack(TarMembers members, Member member) throws CheckpointException, IOException {
        if (weights != null) {
            weights.close();
        }
        requireSpace(member.bytes());
        Path file = Files.createTempFile(scratch, "weights-", ".th");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            var buffer = new byte[BUFFER_BYTES];
            for (int read = members.read(buffer); read >= 0; read = members.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            return channel;
        } catch (CheckpointException | IOException | RuntimeException e) {
            channel.close();
            throw e;
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
