package dev.srlstream.model;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.util.Map;

/**
 * The PyTorch engine of this process. It starts with the first {@link #start}, which reads every setting that DJL and
 * libtorch read only once; it never stops. Safe for use by several threads.
 */
public final class TorchEngine {
    private final Engine engine;

    private TorchEngine(Engine engine) {
        this.engine = engine;
    }

    /**
     * Starts the engine where it does not run yet. The very first start on a machine unpacks some 430 MB of native
     * libraries into DJL's cache; nothing is ever fetched from a network.
     *
     * @param threads intra-op threads; without effect where the engine runs already
     * @throws ModelUnavailableException when the native libraries cannot be unpacked or loaded
     */
    public static synchronized TorchEngine start(int threads) throws ModelUnavailableException {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        // Without these two DJL calls home and looks for native libraries on the network.
        setUnlessSet("OPT_OUT_TRACKING");
        setUnlessSet("ai.djl.offline");
        try {
            return new TorchEngine(Engine.getEngine("PyTorch"));
        } catch (RuntimeException | LinkageError e) {
            throw new ModelUnavailableException(
                    "PyTorch's native libraries cannot be loaded from " + Utils.getEngineCacheDir("pytorch")
                            + " (" + rootCause(e)
                            + "): 500 MB must be free and writable there, or DJL_CACHE_DIR must name"
                            + " a folder where that is so; and srl-stream must be built for "
                            + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                            + ", which -Dnative.platform of the build decides.",
                    e);
        }
    }

    /** Number of GPUs that the engine can use; 0 with a CPU build of libtorch, whatever the machine has. */
    public int gpuCount() {
        return engine.getGpuCount();
    }

    /** Intra-op threads in use. */
    public int threads() {
        return JniUtils.getNumThreads();
    }

    /** Versions by component: {@code djl} and {@code pytorch}. */
    public Map<String, String> versions() {
        return Map.of("djl", Engine.getDjlVersion(), "pytorch", engine.getVersion());
    }

    Engine djl() {
        return engine;
    }

    private static void setUnlessSet(String property) {
        System.setProperty(property, System.getProperty(property, "true"));
    }

    private static String rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
