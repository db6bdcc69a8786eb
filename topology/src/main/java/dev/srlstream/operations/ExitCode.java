package dev.srlstream.operations;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.UnservableCheckpointException;

/** What a process of the service ends with. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    public static final int CHECKPOINT_REJECTED = 3;
    public static final int CHECKPOINT_UNREADABLE = 4;

    private ExitCode() {}

    /** What a process ends with that could not open its checkpoint. */
    public static int of(CheckpointException failure) {
        return failure instanceof UnservableCheckpointException ? FAILURE : CHECKPOINT_UNREADABLE;
    }
}
