package dev.srlstream.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * What the build wrote down of itself.
 *
 * @param version of the product
 * @param commit the first twelve digits of the sources' commit, with {@code -dirty} where they were changed since; {@code unknown}
 *     where they were not in a git repository
 * @param libtorch the version of libtorch that archives are written for
 */
public record Build(String version, String commit, String libtorch) {
    private static final String FILE = "build.properties";

    /** This program's. */
    public static Build current() {
        Properties written = new Properties();
        try (InputStream in = Objects.requireNonNull(Build.class.getResourceAsStream(FILE), FILE)) {
            written.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit =
                written.getProperty("commit") + (Boolean.parseBoolean(written.getProperty("dirty")) ? "-dirty" : "");
        return new Build(written.getProperty("version"), commit, written.getProperty("libtorch"));
    }
}
