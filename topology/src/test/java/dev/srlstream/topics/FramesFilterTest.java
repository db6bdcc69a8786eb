package dev.srlstream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.SentenceFrames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesFilterTest {
    /** A sentence with the frames "sold" (ARG0, ARG1) and "left" (ARG0, ARGM-TMP). */
    private static final SentenceFrames SENTENCE = SentenceFrames.newBuilder()
            .setId("1")
            .setText("She sold the house before she left yesterday.")
            .setTokens(List.of())
            .setFrames(List.of(frame("sold", "ARG0", "ARG1"), frame("left", "ARG0", "ARGM-TMP")))
            .setModel(new ModelReference("m", "0", Outcome.CLEAN, "fp32"))
            .setAttributes(Map.of())
            .build();

    @ParameterizedTest
    @CsvSource({
        ",              ,      true",
        ",              Sold,  true",
        ",              sell,  false",
        "ARGM-TMP,      ,      true",
        "argm-tmp,      LEFT,  true",
        "ARGM-TMP,      sold,  false",
        "ARG1+ARGM-TMP, ,      false",
        "ARG0+ARG1,     sold,  true",
        "ARG,           ,      false",
        "V,             left,  true"
    })
    void wantsAllOfItInOneFrame(@Nullable String roles, @Nullable String predicate, boolean isIn) {
        List<String> wanted = roles == null ? List.of() : Arrays.asList(roles.split("\\+", -1));

        assertThat(new FramesFilter(wanted, predicate).isIn(SENTENCE)).isEqualTo(isIn);
    }

    private static Frame frame(String predicate, String... roles) {
        List<Argument> arguments = Arrays.stream(roles)
                .map(role -> Argument.newBuilder()
                        .setRole(role)
                        .setStart(0)
                        .setEnd(1)
                        .setBegin(0)
                        .setStop(1)
                        .setText("x")
                        .setConfidence(1)
                        .build())
                .toList();
        return Frame.newBuilder()
                .setPredicate(new Predicate(0, predicate))
                .setTags(List.of())
                .setArguments(arguments)
                .setDescription("")
                .setConfidence(1)
                .build();
    }
}
