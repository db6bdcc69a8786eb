package dev.srlstream.quickstart;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process beside this one. */
public final class JavaCommand {
    private JavaCommand() {}

    /** A main class from this process' own class path. */
    public static List<String> of(List<String> options, String main, List<String> args) {
        return of(options, ownClassPath(), main, args);
    }

    /** @param classPath entries with {@link File#pathSeparator} between them */
    public static List<String> of(List<String> options, String classPath, String main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(args);
        return command;
    }

    /** Surefire hides the class path of the tests behind one jar. */
    public static String ownClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    }
}
