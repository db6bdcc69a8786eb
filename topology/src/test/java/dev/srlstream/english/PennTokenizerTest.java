package dev.srlstream.english;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.wordpiece.PythonWhitespace;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bar stands where two words touch. */
class PennTokenizerTest {
    private static final PennTokenizer TOKENIZER = new PennTokenizer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Contractions and genitives.
                "He did|n't open John|'s restaurant|, because they|'re \"|lazy|\" and ca|n't cook|.",
                "Do|n’t panic|: John|’s car is|n’t here|, and it|’s fine|.",
                "DO|N'T SHOUT AT ME|, IT|'S RUDE|! IT|'S BROKEN|.",
                "They could|n't|'ve known the students|' names|, and I could|'ve|.",
                "It can|not be|: I wan|na go|, he|'s gon|na stay|, you|'ve got|ta see it|.",
                "I am gon|na|, I can|not|. He wo|nt|!",
                "do|nt do that|, i|m sure he|s wo|nt|, I|ve seen it|, Do|nt|! it|s not its own",
                "do|nʼt do|n´t do|n`t do|n＇t|, John|ʼs and Mary|´s",
                "O'Brien|'s ma'am|, rock'n'roll at five o'clock in the '90s|, get 'em",
                "SİLİVRİSPOR|'s coach is|n't İİİ|'s friend|.",
                "𝐉𝐨𝐡𝐧|'s dog is here|.",
                // Hyphens and dashes.
                "A state|-|of|-|the|-|art ob|-|gyn met her mother|-|in|-|law and an ex-wife|, a co-founder|, by e-mail|.",
                "He re-examined a pre-war|, non-profit|, well|-|known T|-|shirt for a two|-|year|-|old",
                "She left -- quickly|. The law|—|passed in May|—|works|--|mostly|, came|–|saw|, 2004|–|2008 3|-|4",
                // Full stops and commas.
                "The house|.|He left|. One|,|two|, she said|,|too|.|The end|.",
                "Mrs. Bell|, Prof. Li|, Gen. Lee|, Sen. Dole|, Fig. 3|, No. 5 Fifth Ave. in Sept. or Jan. 2004 vs. St. Ives",
                "DR. WHO AND MR. SMITH OF ACME INC. MET",
                "J. K. Rowling and Harry S. Truman met|. So do I|. He said no|. On Sat|.",
                "The U.S. has a Ph.D. here|, i.e. now|, e.g. at 10:30 a.m.|, in Washington D.C.",
                "Well|... wait|!!! What|?! No|…",
                // Quotation marks and brackets.
                "\"|Quoted|,|\" he said|: '|yes|' and ``|no|'' and “|so|” ‘|so|’ «|oui|» ‹|non|› „|ja|“",
                "(|they say|) [|sic|] {|x|} <|b|>",
                // Amounts, times, fractions, units.
                "It costs $|3.5 million|, £|1,234.56|, €|5|m|, 20|%|, 3½|, 1/2 or 2⁄3|, 1|,|2|, .5|.",
                "At 10:30|pm|, 5 p.m.|, on 11/28/2000|, 24/7|, the 20th and 1,001st of the 1980s|, 35|mm|, 8|GB|, 70|k|.",
                "Call 713-853-3989|, 555-1234|, +44|, v2.3.1 on 192.168.0.1|.",
                // Addresses, names, files.
                "See https://example.com/a(b)?x=1,2|. Mail a.b@example.org|! (|www.example.org/x|)|, example.com|.",
                "@user_1 likes #nlp at AT&T|, not R&D|, #|1|, and C++|, C#|, .NET|, Node.js|.",
                "Set log.retention.hours in /etc/kafka/server.properties and read_me.txt|, or foo_bar|(|)|.",
                "and|/|or w/o b/c he|/|she",
                // Faces, emoji, flags, skin tones, joined sequences, signs beyond the basic plane.
                "Fun :-) ;) <3 ^_^ :D|, 🎉🎉 we won|!",
                "(|👍🏽|) 🇩🇪|🇫🇷 👨‍👩‍👧‍👦|ok 👍🏽👍🏽|👍|👍🏽 I|❤️|NY 1️⃣",
                // Letters that are written as several characters.
                "cafe\u0301 re\u0301sume\u0301|'s नमस्ते",
                // Characters without width: within a word, and alone.
                "co\u00ADoperate foo\u200Bbar hello|\u200B world \uFEFF|The end|\u200B|.",
                "你好 日本語 مرحبا",
                "a\u00A0b\u3000c\u2028d\u0085e",
            })
    void splitsATextIntoTheWordsOfTheTreebank(String barred) {
        // Given
        String text = barred.replace("|", "");

        // When
        List<Span> words = TOKENIZER.tokenize(text);

        // Then
        assertThat(words)
                .extracting(word -> text.substring(word.begin(), word.end()))
                .containsExactly(barred.split("[ |\u00A0\u3000\u2028\u0085]"));
    }

    @Test
    void coversWhateverIsNotWhiteSpaceWithPiecesOfTheText() {
        int[] alphabet =
                ("aZé\u0301\u0308ʼ'´`’\"“”«»()[]{}<>.,;:!?…-–—/\\&@#%$€£+*=_~^|0½9 \t\n\u00A0\u3000\u200B\u200D\uFEFF\u00AD\uFE0F\u20E3\u202E"
                                + "👍🏽❤🇩🇪👨𝐉你नम\uD800\uDC00\uD83D s nt www http:// Mr. U.S. its e- no")
                        .codePoints()
                        .toArray();
        Random random = new Random(17);
        for (int round = 0; round < 20_000; round++) {
            // Given
            int[] codePoints = IntStream.range(0, random.nextInt(40))
                    .map(i -> random.nextInt(20) == 0
                            ? random.nextInt(Character.MAX_CODE_POINT + 1)
                            : alphabet[random.nextInt(alphabet.length)])
                    .toArray();
            String text = new String(codePoints, 0, codePoints.length);

            // When
            List<Span> words = TOKENIZER.tokenize(text);

            // Then
            int passed = 0;
            for (Span word : words) {
                assertThat(PythonWhitespace.isBlank(text.substring(passed, word.begin())))
                        .as("all before %s of %s", word, text)
                        .isTrue();
                assertThat(text.substring(word.begin(), word.end()).chars())
                        .as("%s of %s", word, text)
                        .isNotEmpty()
                        .noneMatch(PythonWhitespace::contains);
                assertThat(divides(text, word.begin()) || divides(text, word.end()))
                        .as("%s of %s", word, text)
                        .isFalse();
                passed = word.end();
            }
            assertThat(PythonWhitespace.isBlank(text.substring(passed)))
                    .as(text)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a.", "a-", "a'", ".", "'s", "1,234", "/a", "@", "www.", "a@a.", "👍", "\u200B", "a\u0301", "://",
                "(", "n't", "A&", "1-"
            })
    void staysFastOnWhatRepeatsWithoutEnd(String piece) {
        // Given
        String text = piece.repeat(20_000);

        // When
        List<Span> words = TOKENIZER.tokenize(text);

        // Then
        assertThat(words.get(words.size() - 1).end()).isEqualTo(text.length());
    }

    private static boolean divides(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }
}
