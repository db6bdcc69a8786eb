package dev.srlstream.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.golden.Golden;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenNLP's own tokenizer is the reference. */
class ChunkTokenizerTest {
    private static TokenizerME reference;

    @BeforeAll
    static void load() throws Exception {
        try (InputStream file = Objects.requireNonNull(English.class.getResourceAsStream(English.TOKENIZER))) {
            reference = new TokenizerME(new TokenizerModel(file));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t",
                "a",
                "He said: \"(I'm) 50% sure...\", didn't he?",
                "  two  blanks,\u00a0a hard one,\u3000a wide one\nand\r\nlines. ",
                "See www.example.com/a?b=c,d. Mail a.b@c.org!",
                "U.S. Ph.D. 10:30 a.m. i.e. e.g., etc."
            })
    void findsTheTokensOfATextAsOpenNlpDoes(String text) {
        // Given
        ChunkTokenizer tokenizer = new ChunkTokenizer(reference);

        for (String time : List.of("first", "second")) {
            // When
            var tokens = tokenizer.tokenize(text);

            // Then
            assertThat(tokens).as(time).containsExactly(reference.tokenizePos(text));
        }
    }

    @Test
    void isRightAboutMoreChunksThanItRemembers() {
        // Given
        ChunkTokenizer tokenizer = new ChunkTokenizer(reference);
        List<String> words = Stream.concat(Golden.base().stream(), Golden.flat().stream())
                .flatMap(golden -> golden.words().stream())
                .distinct()
                .toList();
        Random random = new Random(0);

        for (int text = 0; text < 800; text++) {
            String chunks = IntStream.range(0, 20)
                    .mapToObj(i -> words.get(random.nextInt(words.size()))
                            + random.nextInt(10)
                            + words.get(random.nextInt(words.size())))
                    .reduce("", (before, chunk) -> before + " " + chunk);

            // When
            var tokens = tokenizer.tokenize(chunks);

            // Then
            assertThat(tokens).as(chunks).containsExactly(reference.tokenizePos(chunks));
        }
    }
}
