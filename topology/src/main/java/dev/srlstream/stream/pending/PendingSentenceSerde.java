package dev.srlstream.stream.pending;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Pending sentences as bytes, for the changelog: a format version, then the fields in the order of the record; byte arrays
 * and strings (UTF-8) after their length, which is -1 for null. Another instance, of another release, may read them.
 */
public final class PendingSentenceSerde implements Serde<PendingSentence> {
    private static final int VERSION = 1;

    @Override
    public Serializer<PendingSentence> serializer() {
        return (topic, sentence) -> sentence == null ? null : write(sentence);
    }

    @Override
    public Deserializer<PendingSentence> deserializer() {
        return (topic, bytes) -> bytes == null ? null : read(bytes);
    }

    private static byte[] write(PendingSentence sentence) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(64 + (sentence.value() == null ? 0 : sentence.value().length));
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(sentence.sequence());
            out.writeLong(sentence.timestamp());
            writeBytes(out, sentence.key());
            writeBytes(out, sentence.value());
            Header[] headers = sentence.headers().toArray();
            out.writeInt(headers.length);
            for (Header header : headers) {
                writeBytes(out, header.key().getBytes(StandardCharsets.UTF_8));
                writeBytes(out, header.value());
            }
            writeBytes(out, sentence.topic().getBytes(StandardCharsets.UTF_8));
            out.writeInt(sentence.partition());
            out.writeLong(sentence.offset());
            out.writeLong(sentence.originalBytes());
        } catch (IOException e) {
            throw new SerializationException("A pending sentence cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static PendingSentence read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new SerializationException(
                        "A pending sentence has format version " + version + ", this release reads " + VERSION
                                + ": finish the pending sentences with the release that wrote them");
            }
            long sequence = in.readLong();
            long timestamp = in.readLong();
            byte[] key = readBytes(in);
            byte[] value = readBytes(in);
            RecordHeaders headers = new RecordHeaders();
            for (int remaining = in.readInt(); remaining > 0; remaining--) {
                headers.add(readString(in), readBytes(in));
            }
            return new PendingSentence(
                    sequence,
                    timestamp,
                    key,
                    value,
                    headers,
                    readString(in),
                    in.readInt(),
                    in.readLong(),
                    in.readLong());
        } catch (IOException e) {
            throw new SerializationException("A pending sentence in the changelog is cut short", e);
        }
    }

    private static void writeBytes(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            out.writeInt(-1);
        } else {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static byte @Nullable [] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(length + " bytes announced, " + bytes.length + " found");
        }
        return bytes;
    }

    private static String readString(DataInputStream in) throws IOException {
        byte[] bytes = readBytes(in);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
