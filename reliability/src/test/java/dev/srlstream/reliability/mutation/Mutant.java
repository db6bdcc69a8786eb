package dev.srlstream.reliability.mutation;

import dev.srlstream.quickstart.QuickstartFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the classes that a mutation changes, from the checkout's sources against the product's own classes. */
public final class Mutant {
    private Mutant() {}

    /**
     * @param folder takes the classes
     * @return the folder, to be put before the product's own on a class path
     * @throws IllegalStateException when the mutation no longer fits its source, or does not compile
     */
    public static Path compile(Mutation mutation, Path folder) throws IOException {
        Path file = Objects.requireNonNull(QuickstartFiles.locate().module().getParent(), "checkout")
                .resolve("topology/src/main/java/dev/srlstream")
                .resolve(mutation.source() + ".java");
        String mutated = mutation.apply(Files.readString(file));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("A mutation needs a JDK, and this Java has no compiler.");
        }
        Path classes = Files.createDirectories(folder.resolve("mutant-" + mutation.name()));
        StringWriter said = new StringWriter();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "--release",
                                "17",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
                        null,
                        List.of(new Source(file.getFileName().toString(), mutated)))
                .call();
        if (!compiled) {
            throw new IllegalStateException("The mutant " + mutation + " does not compile: " + said);
        }
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
