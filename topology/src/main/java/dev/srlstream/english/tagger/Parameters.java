package dev.srlstream.english.tagger;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the tagger has learned, or as many numbers for gradients: matrices row by row, vectors as matrices of one row.
 *
 * @param labels of words; a part of speech, or that and a finer one behind a bar, as in {@code VERB|VBD}
 * @param inputs numbers of a word's vector, those of its embedding included
 * @param embeddings {@link #ROWS} x {@link #EMBEDDING}
 * @param input inputs x 8 units, the forward direction's 4 units first
 * @param bias 1 x 8 units
 * @param forward units x 4 units
 * @param backward units x 4 units
 * @param output 2 units x labels
 * @param outputBias 1 x labels
 */
public record Parameters(
        List<String> labels,
        int inputs,
        int units,
        float[][] embeddings,
        float[][] input,
        float[][] bias,
        float[][] forward,
        float[][] backward,
        float[][] output,
        float[][] outputBias) {
    /** Of the table of embeddings. */
    public static final int ROWS = 16_384;

    /** Numbers that are learned for a word. */
    public static final int EMBEDDING = 64;

    /** All zero. */
    public static Parameters zero(List<String> labels, int inputs, int units) {
        return new Parameters(
                List.copyOf(labels),
                inputs,
                units,
                new float[ROWS][EMBEDDING],
                new float[inputs][8 * units],
                new float[1][8 * units],
                new float[units][4 * units],
                new float[units][4 * units],
                new float[2 * units][labels.size()],
                new float[1][labels.size()]);
    }

    /** Rows of all matrices, always in the same order. */
    public List<float[]> rows() {
        return Stream.of(embeddings, input, bias, forward, backward, output, outputBias)
                .flatMap(Arrays::stream)
                .toList();
    }

    /** Writes numbers as bfloat16, rounded to the nearest. */
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(labels.size());
        for (String label : labels) {
            out.writeUTF(label);
        }
        out.writeInt(inputs);
        out.writeInt(units);
        for (float[] row : rows()) {
            for (float number : row) {
                out.writeShort((Float.floatToIntBits(number) + 0x8000) >>> Short.SIZE);
            }
        }
        out.flush();
    }

    /** @throws IOException when the stream ends too early */
    public static Parameters read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << Short.SIZE));
        List<String> labels = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            labels.add(in.readUTF());
        }
        Parameters read = zero(labels, in.readInt(), in.readInt());
        for (float[] row : read.rows()) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Float.intBitsToFloat(in.readUnsignedShort() << Short.SIZE);
            }
        }
        return read;
    }
}
