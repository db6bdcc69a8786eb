package dev.srlstream.config;

import java.util.regex.Pattern;

/** Keeps passwords and tokens out of everything that is printed. */
final class Secrets {
    private static final String MASK = "[hidden]";

    private static final Pattern SECRET_KEY = Pattern.compile(
            "password|secret|token(?!s)|jaas|credentials(?!\\.source)|user\\.info|keystore\\.key|private",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@,]+(?=@)");

    private Secrets() {}

    /** The value, or a mask where the key tells of a secret; of an address, only what stands before its host is masked. */
    static String mask(String key, String value) {
        return SECRET_KEY.matcher(key).find() ? MASK : USER_INFO.matcher(value).replaceAll(MASK);
    }
}
