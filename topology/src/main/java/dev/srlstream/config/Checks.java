package dev.srlstream.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Checks of single values. Each knows how to say what it accepts, for messages and for the documentation. */
final class Checks {
    private static final Pattern KAFKA_NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/@]+):([0-9]{1,5})");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu(:[0-9]{1,3})?");

    private static final int LAST_PORT = 65_535;

    private Checks() {}

    static Validator kafkaName() {
        return string("1 to 249 letters, digits, '.', '_' or '-'", KAFKA_NAME.asMatchPredicate());
    }

    static Validator sha256() {
        return string("64 hexadecimal digits", SHA256.asMatchPredicate());
    }

    static Validator device() {
        return string("auto, cpu, gpu or gpu:N", DEVICE.asMatchPredicate());
    }

    static Validator oneOf(Class<? extends Enum<?>> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return string(String.join(" or ", names), names::contains);
    }

    static Validator addresses() {
        return everyElement("host:port, separated by commas", Checks::isAddress);
    }

    static Validator registryUrls() {
        return everyElement("http:// or https:// addresses, separated by commas", Checks::isWebAddress);
    }

    static Validator subclassOf(Class<?> type) {
        return validator(
                "a class that implements " + type.getName(),
                value -> value instanceof Class<?> named && type.isAssignableFrom(named));
    }

    static Validator ifSet(Validator check) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (value != null) {
                        check.ensureValid(name, value);
                    }
                },
                check::toString);
    }

    private static boolean isAddress(String value) {
        Matcher address = ADDRESS.matcher(value);
        return address.matches() && Integer.parseInt(address.group(2)) <= LAST_PORT;
    }

    private static boolean isWebAddress(String value) {
        try {
            URI uri = URI.create(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Validator string(String accepted, Predicate<String> check) {
        return validator(accepted, value -> value == null || check.test((String) value));
    }

    private static Validator everyElement(String accepted, Predicate<String> check) {
        return validator(
                accepted,
                value -> value instanceof List<?> elements
                        && !elements.isEmpty()
                        && elements.stream().allMatch(element -> check.test((String) element)));
    }

    private static Validator validator(String accepted, Predicate<@Nullable Object> check) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (!check.test(value)) {
                        // An address may hold a password.
                        throw new ConfigException(
                                name, Secrets.mask(name, String.valueOf(value)), "must be " + accepted);
                    }
                },
                () -> accepted);
    }
}
