package dev.srlstream.english.tagger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerbLexiconTest {
    private static final String VERBS = """
            break 2n broke broken
            cache un
            carry 3
            map 1n mapped
            watch 2n
            """;

    @ParameterizedTest
    @CsvSource({
        "break, b2n",
        "BREAKS, s2n",
        "broke, d2n",
        "breaking, g2n",
        "caches, sun",
        "Cached, dun",
        "caching, gun",
        "carries, s3",
        "carried, d3",
        "carrying, g3",
        "mapped, d1n",
        "mapping, g1n",
        "watches, s2n",
        "table, ''",
        "boss, ''",
        "ed, ''",
        "ing, ''",
        "s, ''",
        "'', ''"
    })
    void saysWhichFormsOfWhichVerbsAWordCanBe(String word, String readings) throws Exception {
        // Given
        VerbLexicon lexicon = VerbLexicon.read(new ByteArrayInputStream(VERBS.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(lexicon.readings(word)).isEqualTo(readings);
    }
}
