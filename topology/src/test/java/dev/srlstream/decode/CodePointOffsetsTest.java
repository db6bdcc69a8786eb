package dev.srlstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.english.Apostrophes;
import dev.srlstream.event.Argument;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.Token;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.sentence.SentenceSettings;
import dev.srlstream.stream.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A slice by code points is the slice by UTF-16 code units, for words and arguments of any text. */
class CodePointOffsetsTest {
    private static final List<String> LABELS = List.of("O", "B-V", "B-ARG0", "I-ARG0", "B-ARG1", "I-ARG1");
    private static final FrameDecoder DECODER = new FrameDecoder(LABELS);
    private static final SentenceReader READER = new SentenceReader(SentenceSettings.ofLength(10_000));
    private static final int TEXTS = 2_000;

    @Test
    void sliceTheSameAsUtf16Offsets() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RandomText texts = new RandomText(random);
        int compared = 0;
        int different = 0;
        for (int i = 0; i < TEXTS; i++) {
            // Given
            SentenceEvent.Builder event = SentenceEvent.newBuilder().setId("id").setText(texts.next(30));
            if (random.nextBoolean()) {
                event.setTokens(pieces(event.getText(), random)).setPredicates(List.of(0));
            }
            if (!(READER.read(event.build()) instanceof Sentence sentence)) {
                continue;
            }

            // When
            List<Argument> arguments = arguments(sentence, random);

            // Then
            String text = sentence.text();
            for (Token token : sentence.tokens()) {
                if (token.getBegin() >= 0) {
                    assertThat(slice(text, token.getBeginCodePoint(), token.getEndCodePoint()))
                            .as("seed %d", seed)
                            .isEqualTo(text.substring(token.getBegin(), token.getEnd()))
                            .satisfies(piece -> assertThat(Apostrophes.straighten(piece))
                                    .isEqualTo(Apostrophes.straighten(token.getText())));
                }
                compared++;
                different += token.getBegin() == token.getBeginCodePoint() ? 0 : 1;
            }
            for (Argument argument : arguments) {
                if (argument.getBegin() >= 0) {
                    assertThat(slice(text, argument.getBeginCodePoint(), argument.getStopCodePoint()))
                            .as("seed %d", seed)
                            .isEqualTo(text.substring(argument.getBegin(), argument.getStop()))
                            .isEqualTo(argument.getText());
                } else {
                    assertThat(argument.getBeginCodePoint()).isEqualTo(-1);
                    assertThat(argument.getStopCodePoint()).isEqualTo(-1);
                }
            }
        }
        assertThat(compared).isGreaterThan(TEXTS);
        assertThat(different).isGreaterThan(TEXTS / 10);
    }

    /** As Python slices a string. */
    private static String slice(String text, int begin, int end) {
        return new String(text.codePoints().toArray(), begin, end - begin);
    }

    /** Words that publishers may give: pieces of the text from left to right, some cut within a character, some strange to it. */
    private static List<String> pieces(String text, Random random) {
        List<String> pieces = new ArrayList<>(List.of("absent"));
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(4));
            pieces.add(text.substring(at, end));
            at = end + random.nextInt(3);
        }
        return pieces;
    }

    private static List<Argument> arguments(Sentence sentence, Random random) {
        int words = sentence.tokens().size();
        float[] probabilities = new float[(words + 2) * LABELS.size()];
        IntStream.range(0, probabilities.length).forEach(i -> probabilities[i] = random.nextFloat());
        int[] starts = IntStream.rangeClosed(1, words).toArray();
        return DECODER.decode(sentence, 0, starts, probabilities).frame().getArguments();
    }
}
