package dev.srlstream.reliability.oracle;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceFrames;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a sentence, without what differs from one publication of the same sentence to the next: its id. */
sealed interface Outcome {
    /** How far confidences of the same sentence may differ from batch to batch. */
    double TOLERANCE = 0.0011;

    /** @return how the outcomes differ; null where they are the same */
    @Nullable
    String differenceFrom(Outcome other);

    record Labelled(SentenceFrames frames) implements Outcome {
        @Override
        public @Nullable String differenceFrom(Outcome other) {
            if (!(other instanceof Labelled expected)) {
                return "frames instead of " + other;
            }
            if (!frames.getText().equals(expected.frames.getText())
                    || !frames.getTokens().equals(expected.frames.getTokens())
                    || !frames.getAttributes().equals(expected.frames.getAttributes())
                    || !frames.getModel().equals(expected.frames.getModel())) {
                return "another text, other tokens, attributes or model";
            }
            List<Frame> own = frames.getFrames();
            List<Frame> others = expected.frames.getFrames();
            if (own.size() != others.size()) {
                return own.size() + " frames instead of " + others.size();
            }
            for (int i = 0; i < own.size(); i++) {
                if (!same(own.get(i), others.get(i))) {
                    return "the frame " + own.get(i).getDescription() + " instead of "
                            + others.get(i).getDescription();
                }
            }
            return null;
        }

        private static boolean same(Frame a, Frame b) {
            if (!a.getTags().equals(b.getTags())
                    || !a.getPredicate().equals(b.getPredicate())
                    || !a.getDescription().equals(b.getDescription())
                    || Math.abs(a.getConfidence() - b.getConfidence()) > TOLERANCE
                    || a.getArguments().size() != b.getArguments().size()) {
                return false;
            }
            for (int i = 0; i < a.getArguments().size(); i++) {
                Argument left = a.getArguments().get(i);
                Argument right = b.getArguments().get(i);
                if (Math.abs(left.getConfidence() - right.getConfidence()) > TOLERANCE
                        || !Argument.newBuilder(left)
                                .setConfidence(right.getConfidence())
                                .build()
                                .equals(right)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return "frames";
        }
    }

    /** @param value of a record that is no sentence; null for one that is, as it holds the id */
    @SuppressWarnings("ArrayRecordComponent") // Compared by differenceFrom alone.
    record Rejected(String stage, String reason, byte @Nullable [] value) implements Outcome {
        @Override
        public @Nullable String differenceFrom(Outcome other) {
            if (other instanceof Rejected expected
                    && stage.equals(expected.stage)
                    && reason.equals(expected.reason)
                    && Arrays.equals(value, expected.value)) {
                return null;
            }
            return this + " instead of " + other;
        }

        @Override
        public String toString() {
            return "a rejection (" + stage + ": " + reason + ")";
        }
    }
}
