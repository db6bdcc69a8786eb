package dev.srlstream.fuzz;

import dev.srlstream.checkpoint.ArchiveWriter;
import dev.srlstream.reconcile.Policy;

/** An AllenNLP archive. One that is not compressed gets its checksums back and is read as it is and compressed. */
public final class ArchiveFuzz {
    private static final byte GZIP = 0x1f;

    private ArchiveFuzz() {}

    public static void fuzzerTestOneInput(byte[] archive) {
        if (archive.length > 0 && archive[0] == GZIP) {
            judge(archive);
            return;
        }
        byte[] tar = TarRepair.of(archive);
        judge(tar);
        judge(ArchiveWriter.gzip(tar));
    }

    private static void judge(byte[] archive) {
        Judge.judge(archive, (file, scratch) -> Reading.checkpoint(file, scratch, Policy.RECONCILE));
    }
}
