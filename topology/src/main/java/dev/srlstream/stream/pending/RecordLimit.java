package dev.srlstream.stream.pending;

import dev.srlstream.sentence.Rejection;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The size that no record we write may exceed. Brokers refuse a larger one, which would stop the stream at the same
 * sentence again and again; so it becomes a rejection instead, cut where it would be too large itself.
 *
 * @param maxBytes bytes of key, value and headers, before compression
 */
public record RecordLimit(int maxBytes) {
    /** What {@link Provenance} adds at most: two reasons, a class, two topic names, numbers and names. */
    public static final int OWN_HEADERS = 8 * 1024;

    /** Cuts a sentence's record so that it can be written on as a rejection; one that fits is left as it is. */
    public PendingSentence fit(PendingSentence sentence) {
        long size = size(sentence);
        int room = maxBytes - OWN_HEADERS;
        if (size <= room) {
            return sentence;
        }
        byte[] key = sentence.key();
        RecordHeaders headers = sentence.headers();
        if (size(key, null, headers) > room) {
            // Source topic, partition and offset remain, and with them the way to the original.
            key = null;
            headers = new RecordHeaders();
        }
        byte[] value = sentence.value();
        long left = room - size(key, null, headers);
        if (value != null && value.length > left) {
            value = Arrays.copyOf(value, (int) left);
        }
        return sentence.cut(key, value, headers, size);
    }

    /** Why a sentence that had to be cut is not labelled; empty where it is whole. */
    public Optional<Rejection> refusal(PendingSentence sentence) {
        if (!sentence.isCut()) {
            return Optional.empty();
        }
        return Optional.of(new Rejection(
                Rejection.Stage.DECODE,
                "The record has " + sentence.originalBytes()
                        + " bytes, too many to be written on under record.max.bytes=" + maxBytes + "."));
    }

    /** Why frames cannot be written; empty where they can. */
    public Optional<Rejection> refusal(byte @Nullable [] key, byte[] frames, Headers headers) {
        long size = size(key, frames, headers);
        if (size <= maxBytes) {
            return Optional.empty();
        }
        return Optional.of(new Rejection(
                Rejection.Stage.WRITE,
                "The frames take " + size + " bytes, and record.max.bytes is " + maxBytes
                        + ": ask for fewer predicates or raise it."));
    }

    /** What is counted of a sentence's record, in bytes. */
    public static long size(PendingSentence sentence) {
        return size(sentence.key(), sentence.value(), sentence.headers());
    }

    private static long size(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long size = length(key) + length(value);
        for (Header header : headers) {
            // A character of a name takes at most three bytes, a length at most five.
            size += 3L * header.key().length() + length(header.value()) + 10;
        }
        return size;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
