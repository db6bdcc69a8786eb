package dev.srlstream.conll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.srlstream.decode.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldFormatTest {
    private static final String CONLL_2012 = """
            #begin document (wb/a/00/a_0000); part 001
            wb/a/00/a_0000  1  0  She      PRP  (TOP(S(NP*)  -     -   -  Speaker#1  *       (ARG0*)    *        -
            wb/a/00/a_0000  1  1  wants    VBZ  (VP*         want  01  1  Speaker#1  *       (V*)       *       (3)
            wb/a/00/a_0000  1  2  to       TO   (S(VP*       -     -   -  Speaker#1  *       (ARG1*     *        -
            wb/a/00/a_0000  1  3  leave    VB   (VP*         leave 11  -  Speaker#1  (GPE*)  *         (V*)      -
            wb/a/00/a_0000  1  4  Oslo     NNP  (NP*))))))   Oslo  -   2  Speaker#1  *       *)     (ARG1*)      -

            wb/a/00/a_0000  1  0  Yes      UH   (TOP(INTJ*)) -     -   -  Speaker#1  *       -
            #end document
            #begin document (wb/a/00/a_0000); part 002
            wb/a/00/a_0000\t2\t0\tGo\tVB\t(TOP(S(VP*)))\tgo\t02\t1\tA\t*\t(V*)\t-
            #end document
            """;

    private static final String CONLL_2005 = """
            #         #    (S1(NP*   *     -       (A1*      *
            prices    NNS  *)        *     -        *)       *
            rose      VBD  (VP*      *    rise     (V*)      *
            ,         ,    *         *     -        *        *
            said      VBD  *         *    say      (C-A1*)  (V*)
            Acme      NNP  *)        (ORG*) -       *       (A0*)

            Yes       UH   (S1*)     *     -
            """;

    private static final String JSON = """
            {"id":7,"tokens":["She","left"],"predicates":[1],"rolesets":["leave.01"],"tags":[["B-ARG0","B-V"]],"more":0}

            {"text":"Yes.","tokens":["Yes","."],"predicates":[],"tags":[]}
            """;

    @Test
    void readsTheColumnsOfConll2012() throws Exception {
        List<GoldSentence> sentences = read(CONLL_2012, GoldFormat.CONLL_2012);

        assertThat(sentences)
                .extracting(GoldSentence::id)
                .containsExactly("wb/a/00/a_0000/1/0", "wb/a/00/a_0000/1/1", "wb/a/00/a_0000/2/0");
        assertThat(sentences.get(0).tokens()).containsExactly("She", "wants", "to", "leave", "Oslo");
        assertThat(sentences.get(0).propositions())
                .containsExactly(
                        new Proposition(
                                1,
                                "want.01",
                                List.of(new Span("ARG0", 0, 1), new Span("V", 1, 2), new Span("ARG1", 2, 5))),
                        new Proposition(3, "leave.11", List.of(new Span("V", 3, 4), new Span("ARG1", 4, 5))));
        assertThat(sentences.get(1).propositions()).isEmpty();
    }

    @Test
    void findsThePredicateOfAColumnByItsVWhereFramesetsAreMissing() throws Exception {
        List<GoldSentence> sentences = read(CONLL_2012.replace("leave 11", "leave  -"), GoldFormat.CONLL_2012);

        assertThat(sentences.get(0).predicates()).containsExactly(1, 3);
        assertThat(sentences.get(0).propositions().get(1).roleset()).isEqualTo("leave");
    }

    @Test
    void readsTheColumnsOfConll2005WithAndWithoutThoseOfTheOfficialData() throws Exception {
        List<GoldSentence> expected = List.of(
                new GoldSentence(
                        "1",
                        null,
                        List.of("#", "prices", "rose", ",", "said", "Acme"),
                        List.of(
                                new Proposition(
                                        2,
                                        "rise",
                                        List.of(new Span("A1", 0, 2), new Span("V", 2, 3), new Span("C-A1", 4, 5))),
                                new Proposition(4, "say", List.of(new Span("V", 4, 5), new Span("A0", 5, 6))))),
                new GoldSentence("2", null, List.of("Yes"), List.of()));

        assertThat(read(CONLL_2005, GoldFormat.CONLL_2005)).isEqualTo(expected);
        String wordsAndPropositions = Arrays.stream(CONLL_2005.split("\n"))
                .map(line -> line.replaceFirst("^(\\S+)\\s+\\S+\\s+\\S+\\s+\\S+", "$1"))
                .reduce("", (before, line) -> before + line + "\n");
        assertThat(read(wordsAndPropositions, GoldFormat.CONLL_2005)).isEqualTo(expected);
    }

    @Test
    void readsLinesOfJson() throws Exception {
        assertThat(read(JSON, GoldFormat.JSONL))
                .containsExactly(
                        new GoldSentence(
                                "7",
                                null,
                                List.of("She", "left"),
                                List.of(new Proposition(
                                        1, "leave.01", List.of(new Span("ARG0", 0, 1), new Span("V", 1, 2))))),
                        new GoldSentence("3", "Yes.", List.of("Yes", "."), List.of()));
    }

    @Test
    void unpacksGzipAndTellsItsDamage() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(JSON.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(new ByteArrayInputStream(packed.toByteArray()), GoldFormat.JSONL))
                .hasSize(2);
        assertThatThrownBy(() ->
                        read(new ByteArrayInputStream(packed.toByteArray(), 0, packed.size() - 9), GoldFormat.JSONL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cut short");
    }

    @Test
    void keepsSpansInsideOfOthers() throws Exception {
        List<GoldSentence> sentences = read("a - (A0(A1*)\nb - *)\nc be (V*)\n", GoldFormat.CONLL_2005);

        Proposition nested = sentences.get(0).propositions().get(0);
        assertThat(nested.spans()).containsExactly(new Span("A0", 0, 2), new Span("A1", 0, 1), new Span("V", 2, 3));
        assertThat(nested.tags(3)).containsExactly("B-A1", "I-A0", "B-V");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a - (A0*;b be (V*)                          | 1 | Column 3 opens a bracket that its sentence does not close
            a - *)                                      | 1 | names 0 predicates, but 1 columns
            a - *;b be *)                               | 2 | Column 3 closes a bracket that is not open
            a - (A0*A1);b be (V*)                       | 1 | Column 3 closes A1 where A0 is open
            a - (A0(A1*));b be (V*)                     | 1 | gives the same words two roles, A1 and A0
            a - *;b be (V*) *                           | 2 | 4 columns, the first line of its sentence has 3
            a be *;b be (V*)                            | 1 | Column 2 of this sentence names 2 predicates, but 1
            ;;- *;be (V*)                               | 3 | propositions and no words
            She;left                                    | 1 | Nothing here tells predicates and roles
            She PRP;left VBD                            | 1 | Nothing here tells predicates and roles
            #begin document (d);d 0 x a                 | 2 | This is no line of CoNLL-2012
            d 0 0 [WORD] N * - - - A * -                | 1 | The words are withheld
            d 0 0 a N * b 01 - A * * * -                | 1 | name 1 predicates, there are 2 columns of roles
            d 0 0 a N * b - - A * (V*) (V*) -           | 1 | predicate of two columns
            {"tokens":["a"],"predicates":[0]}           | 1 | There is no member tags
            {"tokens":["a"],"predicates":[0],"tags":[]} | 1 | 1 arrays of tags
            {"tokens":["a"],"predicates":[1],"tags":[["O"]]}            | 1 | is none of the 1 tokens
            {"tokens":["a"],"predicates":[-1],"tags":[["O"]]}           | 1 | is none of the 1 tokens
            {"tokens":["a"],"predicates":[0,0],"tags":[["O"],["O"]]}    | 1 | is there already
            {"tokens":["a"],"predicates":[0],"tags":[["O","O"]]}        | 1 | tags[0] has 2 tags for 1 tokens
            {"tokens":["a"],"predicates":[0],"tags":["O"]}              | 1 | tags[0] is a string, not an array
            {"tokens":["a"],"predicates":[0],"tags":[["I-A0"]]}         | 1 | continues no span
            {"tokens":["a"],"predicates":[0],"tags":[["A0"]]}           | 1 | none of O, B-ROLE and I-ROLE
            {"tokens":["a"],"predicates":[0],"tags":[["B-"]]}           | 1 | none of O, B-ROLE and I-ROLE
            {"tokens":["a"],"predicates":[0],"rolesets":[],"tags":[["O"]]} | 1 | rolesets has 0 elements
            {"tokens":["a"]                             | 1 | The JSON ends too early
            """)
    void namesTheLineOfAFault(String lines, int line, String message) throws Exception {
        byte[] bytes = lines.replace(';', '\n').getBytes(StandardCharsets.UTF_8);
        GoldReader reader =
                GoldFormat.open(null, new ByteArrayInputStream(bytes)).reader();

        assertThatThrownBy(reader::next)
                .asInstanceOf(type(MalformedGoldException.class))
                .satisfies(malformed -> assertThat(malformed.line()).isEqualTo(line))
                .satisfies(malformed -> assertThat(malformed).hasMessageContaining(message));
        assertThat(reader.next()).isNull();
    }

    @Test
    void refusesARoleOfAnyLength() throws Exception {
        byte[] bytes = ("a be " + "(A0".repeat(100_000) + "*\n").getBytes(StandardCharsets.UTF_8);
        GoldReader reader = GoldFormat.open(GoldFormat.CONLL_2005, new ByteArrayInputStream(bytes))
                .reader();

        assertThatThrownBy(reader::next).isInstanceOf(MalformedGoldException.class);
    }

    @Test
    void goesOnBehindASentenceThatIsMalformedInItsMiddle() throws Exception {
        byte[] bytes = "a - *\nb\u00ff be (V*)\nc - *\n\nd - *\ne be (V*)\n".getBytes(StandardCharsets.ISO_8859_1);
        GoldReader reader =
                GoldFormat.open(null, new ByteArrayInputStream(bytes)).reader();

        assertThatThrownBy(reader::next).hasMessageContaining("not UTF-8");
        assertThat(reader.next()).extracting(GoldSentence::tokens).isEqualTo(List.of("d", "e"));
        assertThat(reader.next()).isNull();
    }

    private static List<GoldSentence> read(String text, GoldFormat expected) throws Exception {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), expected);
    }

    private static List<GoldSentence> read(InputStream stream, GoldFormat expected) throws Exception {
        GoldFormat.Opened opened = GoldFormat.open(null, stream);
        assertThat(opened.format()).isEqualTo(expected);
        List<GoldSentence> sentences = new ArrayList<>();
        for (GoldSentence next = opened.reader().next();
                next != null;
                next = opened.reader().next()) {
            sentences.add(next);
        }
        return sentences;
    }
}
