package dev.srlstream.manifests.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * Compares what was written with what a model made of it. Models take the string "true" for a truth value and a number for a string, and
 * drop the words of lists that they do not know; Kubernetes does not.
 */
final class RoundTrip {
    private RoundTrip() {}

    static void compare(JsonNode written, JsonNode read, Consumer<String> complaints) {
        compare("", written, read, complaints);
    }

    private static void compare(String path, JsonNode written, JsonNode read, Consumer<String> complaints) {
        // Of versions that a model knows, it writes the one that it prefers.
        if (written.isNull() || path.equals("/apiVersion")) {
            return;
        }
        if (written.isObject() && read.isObject()) {
            written.properties()
                    .forEach(field -> compare(
                            path + "/" + field.getKey(), field.getValue(), read.path(field.getKey()), complaints));
        } else if (written.isArray() && read.size() == written.size()) {
            for (int i = 0; i < written.size(); i++) {
                compare(path + "/" + i, written.get(i), read.get(i), complaints);
            }
        } else if (!same(written, read)) {
            complaints.accept(path + ": " + written + " is read as " + (read.isMissingNode() ? "nothing" : read));
        }
    }

    private static boolean same(JsonNode written, JsonNode read) {
        boolean numbers = written.isNumber() && read.isNumber();
        return numbers ? written.decimalValue().compareTo(read.decimalValue()) == 0 : written.equals(read);
    }
}
