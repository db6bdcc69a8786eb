package dev.srlstream.model;

/** The engine could not compute a batch, for example for lack of memory. The batch has no results; the model stays usable. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a smaller batch may succeed: libtorch's allocators, of a GPU and of the host, and CUDA's libraries say so in these words. */
    public boolean isForLackOfMemory() {
        String message = String.valueOf(getMessage());
        return message.contains("out of memory")
                || message.contains("can't allocate memory")
                || message.contains("ALLOC_FAILED");
    }
}
