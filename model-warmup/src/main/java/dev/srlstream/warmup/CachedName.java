package dev.srlstream.warmup;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a cached file is named: {@code <stem>-<CRC-32C of its content>.<extension>}.
 *
 * @param stem for example {@code cpu-fp32}
 * @param extension for example {@code pt}
 */
record CachedName(String stem, String extension) {
    /** @param name stem and extension with a dot between */
    static CachedName of(String name) {
        int dot = name.lastIndexOf('.');
        return new CachedName(name.substring(0, dot), name.substring(dot + 1));
    }

    String with(String checksum) {
        return stem + "-" + checksum + "." + extension;
    }

    boolean matches(Path file) {
        return matcher(file).matches();
    }

    /** The checksum in the name of a file that {@link #matches}. */
    String checksum(Path file) {
        Matcher matcher = matcher(file);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + " is not named after " + this);
        }
        return matcher.group(1);
    }

    private Matcher matcher(Path file) {
        String pattern = Pattern.quote(stem + "-") + "([0-9a-f]{8})" + Pattern.quote("." + extension);
        return Pattern.compile(pattern).matcher(String.valueOf(file.getFileName()));
    }
}
