package dev.srlstream.english.tagger;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a large corpus says of a word, in numbers: vectors of frequent words in lower case, one byte a number. Immutable. */
public final class WordVectors {
    /** Written in other words where the vectors' words lack them, as GloVe's copies without stop words do. */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("n't", "not"),
            Map.entry("'m", "am"),
            Map.entry("'re", "are"),
            Map.entry("'ve", "have"),
            Map.entry("'ll", "will"),
            Map.entry("'d", "would"),
            Map.entry("i", "me"),
            Map.entry("a", "an"),
            Map.entry("\u2013", "-"),
            Map.entry("\u2014", "-"),
            Map.entry("--", "-"));

    private static final String NUMBER = "two";

    private final int dimensions;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final byte[] numbers;
    private final float[] scales;

    private WordVectors(int words, int dimensions) {
        this.dimensions = dimensions;
        this.numbers = new byte[words * dimensions];
        this.scales = new float[words];
    }

    /** @throws IOException when the stream ends too early */
    public static WordVectors read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
        int words = in.readInt();
        WordVectors vectors = new WordVectors(words, in.readInt());
        for (int word = 0; word < words; word++) {
            vectors.places.put(in.readUTF(), word);
            vectors.scales[word] = in.readFloat();
        }
        in.readFully(vectors.numbers);
        return vectors;
    }

    /**
     * Rounds vectors to bytes.
     *
     * @param vectors of words in lower case, all of one length
     */
    public static WordVectors of(Map<String, float[]> vectors) {
        WordVectors rounded =
                new WordVectors(vectors.size(), vectors.values().iterator().next().length);
        vectors.forEach((word, vector) -> {
            int place = rounded.places.size();
            rounded.places.put(word, place);
            float largest = 0;
            for (float number : vector) {
                largest = Math.max(largest, Math.abs(number));
            }
            rounded.scales[place] = largest / Byte.MAX_VALUE;
            for (int i = 0; i < vector.length; i++) {
                rounded.numbers[place * vector.length + i] =
                        (byte) (largest == 0 ? 0 : Math.round(vector[i] / rounded.scales[place]));
            }
        });
        return rounded;
    }

    /** Writes what {@link #read} reads. */
    public void write(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(scales.length);
        out.writeInt(dimensions);
        for (Map.Entry<String, Integer> word : places.entrySet()) {
            out.writeUTF(word.getKey());
            out.writeFloat(scales[word.getValue()]);
        }
        out.write(numbers);
        out.flush();
    }

    /** Numbers of a vector. */
    public int dimensions() {
        return dimensions;
    }

    /**
     * Writes the vector of a word, or zeros, to the beginning of an array.
     *
     * @return whether the word has a vector
     */
    public boolean copy(String word, float[] target) {
        Integer place = place(word);
        if (place == null) {
            Arrays.fill(target, 0, dimensions, 0);
            return false;
        }
        int begin = place * dimensions;
        float scale = scales[place];
        for (int i = 0; i < dimensions; i++) {
            target[i] = numbers[begin + i] * scale;
        }
        return true;
    }

    private @Nullable Integer place(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        Integer place = places.get(lower);
        if (place == null) {
            place = places.get(ALIASES.getOrDefault(lower, ""));
        }
        if (place == null && !lower.isEmpty() && Character.isDigit(lower.charAt(0))) {
            place = places.get(NUMBER);
        }
        return place;
    }
}
