package dev.srlstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Frame;
import dev.srlstream.event.Token;
import dev.srlstream.golden.Golden;
import dev.srlstream.sentence.Sentence;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecodeParityTest {
    private static final FrameDecoder DECODER = new FrameDecoder(Golden.labels());

    static Stream<Golden> goldens() {
        return Stream.concat(Golden.base().stream(), Golden.flat().stream());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void readsTheTagsAndDescriptionsOfTheReferenceFromItsProbabilities(Golden golden) {
        // Given
        List<Token> tokens = golden.words().stream()
                .map(word -> new Token(word, -1, -1, -1, -1))
                .toList();
        Sentence sentence = new Sentence(golden.id(), "", tokens, golden.predicates(), Map.of());

        for (Golden.Instance instance : golden.instances()) {
            // When
            DecodedFrame decoded =
                    DECODER.decode(sentence, instance.predicate(), instance.offsets(), instance.probabilities());

            // Then
            Frame frame = decoded.frame();
            assertThat(decoded.wordpieceTags()).isEqualTo(instance.wordpieceTags());
            assertThat(frame.getTags()).isEqualTo(instance.tags());
            assertThat(frame.getDescription()).isEqualTo(instance.description());
            assertThat(frame.getPredicate().getText()).isEqualTo(golden.words().get(instance.predicate()));
        }
    }
}
