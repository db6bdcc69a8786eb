package dev.srlstream.weights;

import dev.srlstream.pickle.Opcode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes files in the two forms of {@code torch.save}. */
public final class TorchWriter {
    private TorchWriter() {}

    /** A zip with the state dict of the tensors. */
    public static byte[] zip(Map<String, TestTensor> tensors) {
        return zipOf(records(stateDict(tensors, false), tensors.values()));
    }

    /** The records of a torch zip, below the folder {@code archive}. */
    public static Map<String, byte[]> records(byte[] pickle, Collection<TestTensor> tensors) {
        Map<String, byte[]> records = new LinkedHashMap<>();
        records.put("archive/data.pkl", pickle);
        records.put("archive/byteorder", "little".getBytes(StandardCharsets.UTF_8));
        tensors.forEach(tensor -> records.put("archive/data/" + tensor.storage(), tensor.bytes()));
        records.put("archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
        return records;
    }

    public static byte[] zipOf(Map<String, byte[]> records) {
        return zipOf(records, ZipArchiveEntry.STORED, Zip64Mode.Never);
    }

    public static byte[] zipOf(Map<String, byte[]> records, int method, Zip64Mode zip64) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(out)) {
            zip.setUseZip64(zip64);
            for (Map.Entry<String, byte[]> record : records.entrySet()) {
                var entry = new ZipArchiveEntry(record.getKey());
                var crc = new CRC32();
                crc.update(record.getValue());
                entry.setMethod(method);
                entry.setSize(record.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putArchiveEntry(entry);
                zip.write(record.getValue());
                zip.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A file in the older form. */
    public static byte[] legacy(Map<String, TestTensor> tensors) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new PickleWriter()
                .proto(2)
                .op(Opcode.LONG1, 10)
                .bytes(new byte[] {
                    0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20, 0x6a, (byte) 0xa8, 0x50, 0x19
                })
                .stop());
        out.writeBytes(new PickleWriter().proto(2).op(Opcode.BININT2, 0xe9, 3).stop());
        out.writeBytes(new PickleWriter()
                .proto(2)
                .op(Opcode.EMPTY_DICT)
                .text("little_endian")
                .op(Opcode.NEWTRUE, Opcode.SETITEM)
                .stop());
        out.writeBytes(stateDict(tensors, true));
        Map<String, TestTensor> storages = new LinkedHashMap<>();
        tensors.values().forEach(tensor -> storages.put(tensor.storage(), tensor));
        var keys = new PickleWriter().proto(2).op(Opcode.EMPTY_LIST, Opcode.MARK);
        storages.keySet().forEach(keys::text);
        out.writeBytes(keys.op(Opcode.APPENDS).stop());
        storages.values().forEach(tensor -> {
            out.writeBytes(new PickleWriter().int64(tensor.storageElements()).withoutStop());
            out.writeBytes(tensor.bytes());
        });
        return out.toByteArray();
    }

    /** The pickle of an OrderedDict of tensors, with {@code _metadata} as modules have it. */
    public static byte[] stateDict(Map<String, TestTensor> tensors, boolean legacy) {
        var pickle = new PickleWriter().proto(2).emptyOrderedDict().op(Opcode.MARK);
        tensors.forEach((key, tensor) -> pickle.text(key).tensor(tensor, legacy));
        return pickle.op(Opcode.SETITEMS, Opcode.EMPTY_DICT)
                .text("_metadata")
                .emptyOrderedDict()
                .op(Opcode.SETITEM, Opcode.BUILD)
                .stop();
    }
}
