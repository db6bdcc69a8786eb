package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.event.Token;
import dev.srlstream.stream.RandomRecords.Input;
import dev.srlstream.stream.pending.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Holds outcomes against what is promised of them, and counts them by their kind. */
final class OutcomeJudge {
    private static final int FRAME = 5;

    private final boolean ownDeserializer;
    private final Map<String, Integer> tally = new TreeMap<>();

    /** @param ownDeserializer whether nothing but a serialisation error may come from it */
    OutcomeJudge(boolean ownDeserializer) {
        this.ownDeserializer = ownDeserializer;
    }

    static long offset(TestRecord<byte[], byte[]> outcome) {
        return Long.parseLong(String.valueOf(header(outcome, Provenance.SOURCE_OFFSET)));
    }

    void rejection(Input input, TestRecord<byte[], byte[]> outcome) {
        String stage = String.valueOf(header(outcome, Provenance.REJECTION_STAGE));
        String thrown = header(outcome, Provenance.REJECTION_EXCEPTION);
        assertThat(outcome.value()).isEqualTo(input.value());
        assertThat(stage).isIn("decode", "validate", "encode", "infer", "write");
        assertThat(header(outcome, Provenance.REJECTION_REASON)).isNotBlank().hasSizeLessThanOrEqualTo(500);
        if (!stage.equals("decode")) {
            assertThat(thrown).as("what was thrown at the stage %s", stage).isNull();
        } else if (ownDeserializer && thrown != null) {
            assertThat(thrown).endsWith(".SerializationException");
        }
        if (input.event() != null) {
            assertThat(stage).as("stage of an event that is whole").isNotEqualTo("decode");
        }
        count("rejected at " + stage + (thrown == null ? "" : " for " + thrown.substring(thrown.lastIndexOf('.') + 1)));
    }

    void frames(Input input, TestRecord<byte[], byte[]> outcome) throws IOException {
        byte[] value = outcome.value();
        SentenceFrames frames = PlainAvro.read(SentenceFrames.class, Arrays.copyOfRange(value, FRAME, value.length));
        if (input.event() != null) {
            matches(frames, input.event());
        }
        for (Frame frame : frames.getFrames()) {
            isInside(frame, frames.getTokens(), frames.getText());
        }
        count(frames.getFrames().isEmpty() ? "accepted without frames" : "accepted with frames");
    }

    private static void matches(SentenceFrames frames, SentenceEvent event) {
        assertThat(frames.getId()).isEqualTo(encodable(event.getId()));
        assertThat(frames.getText()).isEqualTo(encodable(event.getText()));
        int end = 0;
        for (Token token : frames.getTokens()) {
            if (event.getTokens() == null) {
                assertThat(token.getBegin()).isGreaterThanOrEqualTo(end);
                assertThat(token.getEnd()).isGreaterThan(token.getBegin());
                assertThat(splitsACharacter(event.getText(), token.getEnd())).isFalse();
                end = token.getEnd();
            }
            if (token.getBegin() >= 0) {
                assertThat(token.getText())
                        .isEqualTo(encodable(event.getText().substring(token.getBegin(), token.getEnd())));
            } else {
                assertThat(token.getEnd()).isEqualTo(-1);
            }
        }
        if (event.getTokens() != null) {
            assertThat(frames.getTokens())
                    .extracting(Token::getText)
                    .isEqualTo(event.getTokens().stream()
                            .map(OutcomeJudge::encodable)
                            .toList());
        }
        if (event.getPredicates() != null) {
            assertThat(frames.getFrames())
                    .extracting(frame -> frame.getPredicate().getIndex())
                    .isEqualTo(event.getPredicates());
        }
    }

    private static void isInside(Frame frame, List<Token> tokens, String text) {
        assertThat(frame.getTags()).hasSameSizeAs(tokens);
        assertThat(frame.getPredicate().getText())
                .isEqualTo(tokens.get(frame.getPredicate().getIndex()).getText());
        assertThat(frame.getConfidence()).isBetween(0.0, 1.0);
        for (Argument argument : frame.getArguments()) {
            assertThat(argument.getStart()).isBetween(0, argument.getEnd() - 1);
            assertThat(argument.getEnd()).isLessThanOrEqualTo(tokens.size());
            assertThat(argument.getBegin()).isBetween(-1, text.length());
            assertThat(argument.getStop()).isBetween(argument.getBegin(), text.length());
        }
    }

    private static boolean splitsACharacter(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }

    /** As it comes out of Avro: halves of characters become question marks. */
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private void count(String kind) {
        tally.merge(kind, 1, Integer::sum);
    }

    private static @Nullable String header(TestRecord<byte[], byte[]> outcome, String name) {
        Header header = outcome.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return tally.toString();
    }
}
