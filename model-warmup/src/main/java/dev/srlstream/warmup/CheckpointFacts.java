package dev.srlstream.warmup;

import dev.srlstream.event.CheckpointAudit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * What a warm-up needs to know of a checkpoint besides its weights; kept in the cache, so that a later start need not unpack
 * the checkpoint.
 *
 * @param labels BIO tags by label index
 * @param vocabulary wordpieces by id
 * @param lowercase whether words are lower-cased first
 */
record CheckpointFacts(CheckpointAudit audit, List<String> labels, List<String> vocabulary, boolean lowercase) {
    /** Changes whenever {@link #encode} writes the same facts differently. */
    static final int FORMAT_VERSION = 1;

    CheckpointFacts {
        labels = List.copyOf(labels);
        vocabulary = List.copyOf(vocabulary);
    }

    /** The audit, labels, vocabulary and casing, one after the other in Avro's binary encoding. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<>(CheckpointAudit.class).write(audit, encoder);
            encode(labels, encoder);
            encode(vocabulary, encoder);
            encoder.writeBoolean(lowercase);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static void encode(List<String> strings, BinaryEncoder encoder) throws IOException {
        encoder.writeInt(strings.size());
        for (String string : strings) {
            encoder.writeString(string);
        }
    }

    /** @param bytes made by {@link #encode} of the same format version and the same schema */
    static CheckpointFacts decode(byte[] bytes) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        // Its own coder needs no class by name; Avro's reader would, and wants generated classes trusted JVM-wide for
        // that.
        CheckpointAudit audit = new CheckpointAudit();
        Schema schema = CheckpointAudit.getClassSchema();
        audit.customDecode(DecoderFactory.get().resolvingDecoder(schema, schema, decoder));
        return new CheckpointFacts(audit, decodeStrings(decoder), decodeStrings(decoder), decoder.readBoolean());
    }

    private static List<String> decodeStrings(BinaryDecoder decoder) throws IOException {
        List<String> strings = new ArrayList<>();
        for (int left = decoder.readInt(); left > 0; left--) {
            strings.add(decoder.readString());
        }
        return strings;
    }
}
