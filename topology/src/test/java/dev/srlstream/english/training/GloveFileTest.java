package dev.srlstream.english.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.english.tagger.WordVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GloveFileTest {
    @Test
    void keepsNumbersWithinAByteAndWritesThemAsTheyWereRead() throws Exception {
        // Given
        WordVectors read = GloveFile.read("test", stream("the 0.5 -1 0.25\nnot 0 0 0\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        // When
        read.write(out);

        // Then
        WordVectors again = WordVectors.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(again.dimensions()).isEqualTo(3);
        assertThat(vector(again, "The")).containsExactly(new float[] {0.5f, -1, 0.25f}, Offset.offset(0.005f));
        assertThat(vector(again, "n't")).containsExactly(0, 0, 0);
        assertThat(vector(again, "unknown")).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the 1 2\nof 1\n", "the 1 2\nof 1 x\n", "the\n"})
    void namesALineOfAnotherForm(String text) {
        assertThatThrownBy(() -> GloveFile.read("glove.txt", stream(text)))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("Line [12] of glove.txt is not a word and as many numbers as in the first line.*");
    }

    @Test
    void saysThatAFileIsEmpty() {
        assertThatThrownBy(() -> GloveFile.read("glove.txt", stream("")))
                .hasMessage("There are no vectors in glove.txt.");
    }

    private static float[] vector(WordVectors vectors, String word) {
        float[] vector = new float[vectors.dimensions()];
        vectors.copy(word, vector);
        return vector;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
