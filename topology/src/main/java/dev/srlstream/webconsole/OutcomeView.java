package dev.srlstream.webconsole;

import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as the page shows it.
 *
 * @param milliseconds from the timestamp of the sentence's record to the commit
 * @param stage at which it was rejected; null of frames
 * @param reason of the rejection, which never has the sentence's text; null of frames
 * @param frames how many there are; 0 of a rejection
 * @param sentence null of a rejection, and unless sentences may be shown
 */
record OutcomeView(
        String topic,
        int partition,
        long offset,
        long milliseconds,
        @Nullable String stage,
        @Nullable String reason,
        int words,
        int frames,
        @Nullable SentenceView sentence) {
    static List<OutcomeView> of(List<SampledOutcome> outcomes, boolean showSentences) {
        return outcomes.stream().map(outcome -> of(outcome, showSentences)).toList();
    }

    private static OutcomeView of(SampledOutcome outcome, boolean showSentence) {
        String stage = null;
        String reason = null;
        int words = 0;
        int frames = 0;
        SentenceView sentence = null;
        if (outcome.labelling() instanceof Rejection rejection) {
            stage = rejection.stage().toString();
            reason = rejection.reason();
        } else if (outcome.labelling() instanceof Labelled labelled) {
            words = labelled.sentence().tokens().size();
            frames = labelled.frames().size();
            sentence = showSentence ? SentenceView.of(labelled) : null;
        }
        return new OutcomeView(
                outcome.topic(),
                outcome.partition(),
                outcome.offset(),
                outcome.milliseconds(),
                stage,
                reason,
                words,
                frames,
                sentence);
    }
}
