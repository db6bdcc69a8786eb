package dev.srlstream.quickstart;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One registry for all tests of this JVM that neither stop it nor give it schemas of their own. It ends with the JVM. */
final class SharedRegistry {
    private static @Nullable ApicurioRegistry registry;

    private SharedRegistry() {}

    /** Starts it for the first test that asks. Nobody closes it. */
    static synchronized ApicurioRegistry get() throws IOException, InterruptedException {
        if (registry == null) {
            registry = ApicurioRegistry.start(QuickstartFiles.locate().registry());
        }
        return registry;
    }
}
