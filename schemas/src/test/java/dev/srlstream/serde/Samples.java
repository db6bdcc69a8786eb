package dev.srlstream.serde;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.ModelReference;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.Predicate;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.event.Token;
import java.util.List;
import java.util.Map;

/** Records of the contracts with every kind of value in them. */
final class Samples {
    private Samples() {}

    static SentenceEvent event() {
        return SentenceEvent.newBuilder()
                .setId("a")
                .setText("Hi, naïve 🙂")
                .setTokens(List.of("Hi", ",", "naïve", "🙂"))
                .setPredicates(List.of(1, 300))
                .setAttributes(Map.of("k", "v"))
                .build();
    }

    static SentenceFrames frames() {
        Argument agent = new Argument("ARG0", 0, 1, 0, 3, "She", 0.987, 0, 3);
        Frame frame = new Frame(
                new Predicate(1, "left"), List.of("B-ARG0", "B-V"), List.of(agent), "[ARG0: She] [V: left]", 0.5);
        return SentenceFrames.newBuilder()
                .setId("b")
                .setText("She left")
                .setTokens(List.of(new Token("She", 0, 3, 0, 3), new Token("left", 4, 8, 4, 8)))
                .setFrames(List.of(frame, frame))
                .setModel(new ModelReference("mini.tar.gz", "00ff", Outcome.REPAIRED, "fp32"))
                .setAttributes(Map.of("x", "y"))
                .build();
    }
}
