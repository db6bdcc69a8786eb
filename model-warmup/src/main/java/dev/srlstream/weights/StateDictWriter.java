package dev.srlstream.weights;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * A state dict as a file, written from the first byte to the last in heap that does not depend on its size: every tensor
 * in its own element type, row-major and little-endian, with a storage to itself. Equal tensors give equal bytes.
 * Immutable; reads the tensors while it writes, so whatever they came from must stay open until then.
 */
public sealed interface StateDictWriter permits TorchZipWriter, SafetensorsWriter {
    /** Size of the whole file in bytes, known without reading a tensor. */
    long bytes();

    /**
     * Writes the whole file.
     *
     * @param out open for writing; stays open
     * @throws IOException when writing fails or a tensor cannot be read any more
     */
    void write(WritableByteChannel out) throws IOException;
}
