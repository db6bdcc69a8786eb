package dev.srlstream.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Makes the directory of a mutated zip fit again, as far as it can be found: its place, the places of the records and their
 * CRC-32s. Without that, nearly every mutation ends at the first check. Owned by one repair.
 */
final class ZipRepair {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int UNKNOWN = -1;

    private final byte[] bytes;
    private final ByteBuffer zip;

    private ZipRepair(byte[] bytes) {
        this.bytes = bytes;
        this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A repaired copy. */
    static byte[] of(byte[] mutated) {
        var repair = new ZipRepair(mutated.clone());
        repair.run();
        return repair.bytes;
    }

    private void run() {
        int first = next(CENTRAL, 0, CENTRAL_BYTES);
        int local = 0;
        for (int at = first; at != UNKNOWN; at = next(CENTRAL, at + 4, CENTRAL_BYTES)) {
            // Records lie in the order of the directory wherever a zip was written in one go.
            local = next(LOCAL, local, LOCAL_BYTES);
            if (local == UNKNOWN) {
                break;
            }
            repairRecord(at, local);
            local += 4;
        }
        int end = UNKNOWN;
        for (int at = next(END, 0, END_BYTES); at != UNKNOWN; at = next(END, at + 4, END_BYTES)) {
            end = at;
        }
        if (end != UNKNOWN && first != UNKNOWN && first < end) {
            zip.putInt(end + 12, end - first);
            zip.putInt(end + 16, first);
            zip.putShort(end + 20, (short) (bytes.length - end - END_BYTES));
        }
    }

    private void repairRecord(int central, int local) {
        if (zip.getInt(central + 42) != UNKNOWN) {
            zip.putInt(central + 42, local);
        }
        int data = local
                + LOCAL_BYTES
                + Short.toUnsignedInt(zip.getShort(local + 26))
                + Short.toUnsignedInt(zip.getShort(local + 28));
        long size = Integer.toUnsignedLong(zip.getInt(central + 20));
        boolean stored = zip.getShort(central + 10) == 0;
        if (stored && size <= bytes.length - data) {
            var crc = new CRC32();
            crc.update(bytes, data, (int) size);
            zip.putInt(central + 16, (int) crc.getValue());
        }
    }

    private int next(int signature, int from, int needed) {
        for (int at = from; at <= bytes.length - needed; at++) {
            if (zip.getInt(at) == signature) {
                return at;
            }
        }
        return UNKNOWN;
    }
}
