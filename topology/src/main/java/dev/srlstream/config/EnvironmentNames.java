package dev.srlstream.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How settings are spelled as environment variables: {@code SRL_MODEL_PATH} for {@code model.path}. */
final class EnvironmentNames {
    static final String PREFIX = "SRL_";

    /** What Kubernetes sets in every container for a Service named srl or srl-…: no setting, and not the operator's doing. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "SRL_([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    /** Read by the launcher, which leaves it in the environment. */
    private static final String LAUNCHER_OPTIONS = "SRL_JAVA_OPTS";

    private final Map<String, String> keysByVariable = new TreeMap<>();

    EnvironmentNames(Collection<String> keys) {
        for (String key : keys) {
            keysByVariable.put(of(key), key);
        }
    }

    static String of(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /**
     * Settings by key, with what they are worth. Of the pass-through properties every underscore stands for a dot.
     *
     * @param problems takes a sentence for each {@code SRL_} variable that is no setting
     */
    Map<String, String> resolve(Map<String, String> environment, Collection<String> problems) {
        Map<String, String> resolved = new TreeMap<>();
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (!variable.startsWith(PREFIX)) {
                return;
            }
            String key = keysByVariable.get(variable);
            String dotted =
                    variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            if (key != null) {
                resolved.put(key, value);
            } else if (PassThrough.isPassThrough(dotted)) {
                resolved.put(dotted, value);
            } else if (!SERVICE_LINK.matcher(variable).matches() && !variable.equals(LAUNCHER_OPTIONS)) {
                problems.add("The environment variable " + variable + " is no setting"
                        + ending(ClosestName.suggestion(variable.toUpperCase(Locale.ROOT), keysByVariable.keySet())));
            }
        });
        return resolved;
    }

    private static String ending(String suggestion) {
        return suggestion.isEmpty() ? "; unset it, or see docs/configuration.md for the names." : suggestion;
    }
}
