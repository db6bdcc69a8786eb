package dev.srlstream.checkpoint;

import dev.srlstream.event.CheckpointSource;
import dev.srlstream.statedict.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

public final class Checkpoint implements AutoCloseable {
    private Checkpoint() {}

    public static Checkpoint open(Path model, @Nullable Path vocabulary, @Nullable Path bertConfig, Path scratch)
            throws CheckpointException, IOException {
        throw new IllegalStateException("under construction");
    }

    public CheckpointSource source() {
        throw new IllegalStateException("under construction");
    }

    public BertConfig bertConfig() {
        throw new IllegalStateException("under construction");
    }

    public List<String> labels() {
        throw new IllegalStateException("under construction");
    }

    public List<String> vocabulary() {
        throw new IllegalStateException("under construction");
    }

    public boolean lowercase() {
        throw new IllegalStateException("under construction");
    }

    public StateDict stateDict() {
        throw new IllegalStateException("under construction");
    }

    @Override
    public void close() {}
}
