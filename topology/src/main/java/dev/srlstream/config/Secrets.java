package dev.srlstream.config;

import java.util.regex.Pattern;

/** Keeps passwords and tokens out of everything that is printed. */
final class Secrets {
    private static final String MASK = "[hidden]";

    private static final Pattern SECRET_KEY = Pattern.compile(
            "password|passphrase|secret|token(?!s)|jaas|credentials(?!\\.source)|user\\.info|keystore\\.key|private|api.?key|request\\.header",
            Pattern.CASE_INSENSITIVE);

    /** What stands before the host, also where it should have been percent-encoded, or where the scheme is missing. */
    private static final Pattern USER_INFO =
            Pattern.compile("(?<=://)(?:(?!,\\s*https?://).)+(?=@)|(?<![^\\[,\\s])(?!\\w+://)[^/\\s,\\[]+:\\S*(?=@)");

    private Secrets() {}

    /** Addresses without what stands before their hosts. */
    static String withoutCredentials(String addresses) {
        return USER_INFO.matcher(addresses).replaceAll("").replace("@", "");
    }

    /** The value, or a mask where the key tells of a secret; of an address, only what stands before its host is masked. */
    static String mask(String key, String value) {
        return SECRET_KEY.matcher(key).find() ? MASK : USER_INFO.matcher(value).replaceAll(MASK);
    }
}
