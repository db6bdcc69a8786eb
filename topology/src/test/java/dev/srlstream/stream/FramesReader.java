package dev.srlstream.stream;

import dev.srlstream.event.SentenceFrames;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PlainAvroSerializer} wrote. */
final class FramesReader {
    private FramesReader() {}

    static SentenceFrames read(byte @Nullable [] value) {
        try {
            return new SpecificDatumReader<>(SentenceFrames.class)
                    .read(null, DecoderFactory.get().binaryDecoder(value, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
