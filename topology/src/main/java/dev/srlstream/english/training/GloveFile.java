package dev.srlstream.english.training;

import dev.srlstream.english.tagger.WordVectors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Vectors of words in GloVe's text form (Pennington, Socher and Manning 2014): a word and its numbers a line, the most frequent first. */
public final class GloveFile {
    private static final int MOST_WORDS = 50_000;

    private GloveFile() {}

    /**
     * Reads the most frequent words.
     *
     * @param name of the file, for messages
     * @param stream UTF-8
     * @throws IOException with one sentence, when a line is of another form
     */
    public static WordVectors read(String name, InputStream stream) throws IOException {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        int dimensions = -1;
        int number = 0;
        for (String line = lines.readLine(); line != null && vectors.size() < MOST_WORDS; line = lines.readLine()) {
            number++;
            String[] columns = line.split(" ", -1);
            dimensions = dimensions < 0 ? columns.length - 1 : dimensions;
            if (dimensions < 1 || columns.length != dimensions + 1) {
                throw malformed(number, name);
            }
            float[] vector = new float[dimensions];
            try {
                for (int i = 0; i < dimensions; i++) {
                    vector[i] = Float.parseFloat(columns[i + 1]);
                }
            } catch (NumberFormatException e) {
                throw malformed(number, name);
            }
            vectors.put(columns[0], vector);
        }
        if (vectors.isEmpty()) {
            throw new IOException("There are no vectors in " + name + ".");
        }
        return WordVectors.of(vectors);
    }

    private static IOException malformed(int line, String name) {
        return new IOException("Line " + line + " of " + name
                + " is not a word and as many numbers as in the first line, with blanks in between.");
    }
}
