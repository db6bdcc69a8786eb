package dev.srlstream.topics;

import dev.srlstream.event.Argument;
import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceFrames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sentences are meant: those with a frame that has all that is asked for. Upper and lower case are the same.
 *
 * @param roles the frame has an argument in each of them
 * @param predicate the frame's word; any when null
 */
public record FramesFilter(List<String> roles, @Nullable String predicate) {
    private static final String VERB = "V";

    /** Whether one frame of a sentence has all that is asked for; any sentence will do when nothing is. */
    public boolean isIn(SentenceFrames sentence) {
        return (roles.isEmpty() && predicate == null)
                || sentence.getFrames().stream().anyMatch(this::isIn);
    }

    private boolean isIn(Frame frame) {
        return (predicate == null
                        || predicate.equalsIgnoreCase(frame.getPredicate().getText()))
                && roles.stream().allMatch(role -> hasRole(frame, role));
    }

    /** The predicate has the role V in every frame, and is not among the arguments. */
    private static boolean hasRole(Frame frame, String role) {
        return role.equalsIgnoreCase(VERB)
                || frame.getArguments().stream().map(Argument::getRole).anyMatch(role::equalsIgnoreCase);
    }
}
