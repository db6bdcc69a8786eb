package dev.srlstream.quickstart;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * The main class of the registry's process: runs the program of a jar until stdin ends, which happens however the parent
 * process ends, kill -9 included.
 */
final class RegistryProcess {
    private RegistryProcess() {}

    /** @param args the path of the jar, which is on the class path too */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(RegistryProcess::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Method program = Class.forName(mainClass(Path.of(args[0]))).getMethod("main", String[].class);
        program.invoke(null, (Object) new String[0]);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing; only the end counts.
            }
        } catch (IOException e) {
            // A broken pipe means the same as its end.
        }
        Runtime.getRuntime().halt(0);
    }

    private static String mainClass(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Main-Class");
        }
    }
}
