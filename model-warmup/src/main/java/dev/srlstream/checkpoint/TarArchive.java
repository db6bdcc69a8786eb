package dev.srlstream.checkpoint;

import dev.srlstream.archive.TarLinks;
import dev.srlstream.archive.TarMembers;
import dev.srlstream.archive.TarMembers.Member;
import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.ShardIndex;
import dev.srlstream.checkpoint.files.Weights;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.weights.FileKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the files of a checkpoint out of an AllenNLP archive, at its root or in a folder. The weights go to a scratch
 * file that vanishes when its channel is closed (on POSIX systems its name is gone from the beginning), and better ones
 * take the place of those before; the other files go into memory. Owned by one thread.
 */
final class TarArchive {
    private static final int BUFFER_BYTES = 1 << 16;

    /** An archive in the archive. */
    private static final Pattern INNER = Pattern.compile("\\.(tgz|tar|tar\\.\\w+|zip)$");

    /** No prediction depends on these. */
    private static final Set<String> DISPENSABLE =
            Set.of(CheckpointFiles.META, CheckpointFiles.TOKENS, CheckpointFiles.TAGS);

    private final String archive;
    private final Path scratch;
    private final Map<String, byte[]> small = new HashMap<>();
    private final Set<WeightsCandidate> candidates = new LinkedHashSet<>();
    private final TarLinks links = new TarLinks();
    /** Paths of members that are there twice with different content. */
    private final Set<String> ambiguous = new HashSet<>();

    private Optional<String> inner = Optional.empty();
    private final List<String> others = new ArrayList<>();
    private final Map<String, FileChannel> shards = new HashMap<>();
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
            taken.close(taken.shards.values());
            throw e;
        }
    }

    private void close(Collection<FileChannel> channels) throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
    }

    private CheckpointFiles read(TarMembers members, String container) throws CheckpointException, IOException {
        for (@Nullable Member member = members.next(); member != null; member = members.next()) {
            Optional<WeightsCandidate> candidate = WeightsCandidate.of(member.path());
            if (!member.isPlain()) {
                links.add(member);
            } else if (candidate.isPresent()) {
                take(candidate.get(), members, member);
            } else if (ShardIndex.isShard(member.path())) {
                takeShard(members, member);
            } else if (isSmall(member.path())) {
                byte[] content = content(members, member);
                byte[] before = small.put(member.path(), content);
                if (before != null && !Arrays.equals(before, content)) {
                    ambiguous.add(member.path());
                }
            } else if (INNER.matcher(member.path()).find()) {
                inner = Optional.of(member.path());
            } else {
                others.add(member.path());
            }
        }
        String sha256 = members.finish();
        WeightsCandidate chosen = chosen(members.isContinued());
        requireOnce(chosen.path());
        Map<String, byte[]> besideWeights = new HashMap<>();
        for (String name : CheckpointFiles.SMALL) {
            smallFile(chosen.prefix(), name).ifPresent(content -> besideWeights.put(name, content));
        }
        return new CheckpointFiles(
                archive,
                sha256,
                members.bytes(),
                container,
                besideWeights,
                weights(chosen, Objects.requireNonNull(weights)));
    }

    /** Those that were chosen; the shards that no index lists are given up. */
    private Weights weights(WeightsCandidate chosen, FileChannel channel) throws CheckpointException, IOException {
        if (!WeightsName.isIndex(chosen.file())) {
            close(shards.values());
            return Weights.single(chosen.file(), chosen.name().reason(), channel);
        }
        if (channel.size() > CheckpointFiles.MAX_SMALL_BYTES) {
            throw new CheckpointException(archive + ": " + chosen.path() + " has " + channel.size()
                    + " bytes, more than the " + CheckpointFiles.MAX_SMALL_BYTES + " that such a file may have.");
        }
        var content = ByteBuffer.allocate((int) channel.size());
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {}
        ShardIndex index = ShardIndex.parse(content.array(), archive + ": " + chosen.path());
        Map<String, FileChannel> listed = new LinkedHashMap<>();
        for (String shard : index.shards()) {
            String path = chosen.prefix() + shard;
            requireOnce(path);
            @Nullable FileChannel found = shards.get(path);
            if (found == null) {
                Optional<Member> link = links.inTheWayOf(path);
                throw link.isPresent() ? needed(link.get()) : index.missing(shard);
            }
            listed.put(shard, found);
        }
        shards.values().removeAll(listed.values());
        channel.close();
        close(shards.values());
        return new Weights(chosen.file(), chosen.name().reason(), listed, Optional.of(index));
    }

    private void take(WeightsCandidate candidate, TarMembers members, Member member)
            throws CheckpointException, IOException {
        boolean repeated = !candidates.add(candidate);
        if (repeated && candidate.equals(best) && !holds(Objects.requireNonNull(weights), members)) {
            ambiguous.add(candidate.path());
        } else if (!repeated && (best == null || candidate.compareTo(best) < 0)) {
            best = candidate;
            if (weights != null) {
                weights.close();
            }
            weights = unpack(members, member);
        }
    }

    private void takeShard(TarMembers members, Member member) throws CheckpointException, IOException {
        @Nullable FileChannel before = shards.get(member.path());
        if (before != null) {
            if (!holds(before, members)) {
                ambiguous.add(member.path());
            }
            return;
        }
        if (shards.size() == ShardIndex.MAX_SHARDS) {
            throw new CheckpointException(
                    archive + " holds more than the " + ShardIndex.MAX_SHARDS + " shards that are read.");
        }
        shards.put(member.path(), unpack(members, member));
    }

    /** The weights that are meant, none of them a link. */
    private WeightsCandidate chosen(boolean continued) throws CheckpointException {
        Optional<WeightsCandidate> chosen = WeightsChoice.of(List.copyOf(candidates), archive);
        for (Member link : links.all()) {
            Optional<WeightsCandidate> preferred = WeightsCandidate.of(link.path())
                    .filter(candidate -> chosen.isEmpty() || candidate.compareTo(chosen.get()) <= 0);
            boolean alias = chosen.isPresent() && links.follow(link.path()).equals(chosen.map(WeightsCandidate::path));
            if (preferred.isPresent() && !alias) {
                throw needed(link);
            }
        }
        if (chosen.isEmpty() && inner.isPresent()) {
            throw new CheckpointException(archive + " holds no weights.th, but " + Printable.excerpt(inner.get())
                    + ", which may be the archive that is meant: unpack this one and name that.");
        }
        if (chosen.isEmpty() && continued) {
            throw new CheckpointException(archive + " holds no weights.th before its end, but more behind it, as when"
                    + " archives are joined with cat: unpack it with tar --ignore-zeros and pack it again.");
        }
        others.addAll(shards.keySet());
        return chosen.orElseThrow(() -> MissingWeights.in(archive, others));
    }

    /** The content of a configuration or vocabulary, through links where they lead to another one in the archive. */
    private Optional<byte[]> smallFile(String folder, String name) throws CheckpointException {
        String path = folder + name;
        requireOnce(path);
        Optional<byte[]> content = Optional.ofNullable(small.get(path));
        Optional<Member> link = links.inTheWayOf(path);
        if (link.isEmpty()) {
            return content;
        }
        Optional<String> target = links.follow(path);
        if (content.isPresent()) {
            // One path for a link and a file: whether the one or the other is meant depends on their order.
            if (link.get().path().equals(path) && !target.equals(content.map(found -> path))) {
                throw twice(path);
            }
            return content;
        }
        Optional<byte[]> linked = target.flatMap(found -> Optional.ofNullable(small.get(found)));
        if (linked.isEmpty() && !DISPENSABLE.contains(name)) {
            throw needed(link.get());
        }
        return linked;
    }

    private void requireOnce(String path) throws CheckpointException {
        if (ambiguous.contains(path)) {
            throw twice(path);
        }
    }

    private CheckpointException twice(String path) {
        return new CheckpointException(archive + ": " + Printable.excerpt(path)
                + " is there twice with different content; only one can be meant: pack the model's folder again.");
    }

    private CheckpointException needed(Member link) {
        return new CheckpointException(archive + ": " + Printable.excerpt(link.path()) + " is " + link.special()
                + (link.target().isEmpty() ? "" : " to " + Printable.excerpt(link.target()))
                + ", not the file itself; pack the model's folder again with tar -czhf, which stores what links lead"
                + " to, and without --sparse.");
    }

    /** At the root or in any folder. */
    private static boolean isSmall(String path) {
        int last = path.lastIndexOf('/');
        int secondLast = path.lastIndexOf('/', last - 1);
        return CheckpointFiles.SMALL.contains(path.substring(last + 1))
                || CheckpointFiles.SMALL.contains(path.substring(secondLast + 1));
    }

    /** Whether the rest of a member is what a file holds. */
    private static boolean holds(FileChannel file, TarMembers members) throws CheckpointException, IOException {
        var buffer = new byte[BUFFER_BYTES];
        long at = 0;
        for (int read = members.read(buffer); read >= 0; read = members.read(buffer)) {
            ByteBuffer held = ByteBuffer.allocate(read);
            int got = 0;
            while (held.hasRemaining() && got >= 0) {
                got = file.read(held, at + held.position());
            }
            if (!held.flip().equals(ByteBuffer.wrap(buffer, 0, read))) {
                return false;
            }
            at += read;
        }
        return at == file.size();
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
