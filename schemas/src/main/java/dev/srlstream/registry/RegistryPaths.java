package dev.srlstream.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The paths of the Confluent REST API that the client uses. */
final class RegistryPaths {
    static final String TYPES = "/schemas/types";

    private RegistryPaths() {}

    static String schema(int id) {
        return "/schemas/ids/" + id;
    }

    static String lookUp(String subject, boolean normalize) {
        return subject(subject) + "?normalize=" + normalize;
    }

    static String register(String subject, boolean normalize) {
        return subject(subject) + "/versions?normalize=" + normalize;
    }

    /** Against the versions that the subject's compatibility names: the latest or all. */
    static String compatibility(String subject, boolean normalize) {
        return "/compatibility" + subject(subject) + "/versions?verbose=true&normalize=" + normalize;
    }

    static String latest(String subject) {
        return version(subject, "latest");
    }

    static String version(String subject, String version) {
        return subject(subject) + "/versions/" + encode(version);
    }

    private static String subject(String subject) {
        return "/subjects/" + encode(subject);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
