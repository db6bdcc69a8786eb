package dev.srlstream.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sources of settings, laid over each other: each one added wins over those before it. */
final class SettingSources {
    private final Collection<String> keys;
    private final List<String> problems;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, SettingSource> sources = new TreeMap<>();
    private @Nullable Path file;
    private @Nullable Path clientFile;

    /**
     * @param keys every setting there is
     * @param problems takes a sentence for everything that cannot be used
     */
    SettingSources(Collection<String> keys, List<String> problems) {
        this.keys = new TreeSet<>(keys);
        this.problems = problems;
    }

    void addFile(Path path) {
        file = path;
        add(PropertiesFile.read(path, "configuration file", problems), SettingSource.FILE);
    }

    /** @param path the properties of a Kafka client, without the prefixes that settings have */
    void addClientFile(Path path) {
        clientFile = path;
        add(ClientFile.read(path, keys, problems), SettingSource.COMMAND_CONFIG);
    }

    void addEnvironment(Map<String, String> environment) {
        add(new EnvironmentNames(keys).resolve(environment, problems), SettingSource.ENVIRONMENT);
    }

    void addFlags(Map<String, String> flags) {
        add(new TreeMap<>(flags), SettingSource.FLAG);
    }

    /**
     * Puts what values of a file refer to in their place; a value that another source has replaced is not looked at. Variables and flags are
     * taken as they are: a password that a platform puts into the environment may hold anything. So may one in a client's file, where
     * Kafka's own tools take a dollar sign and a brace as they stand.
     */
    void resolveReferences(Map<String, String> environment) {
        References references = new References(environment, PassThrough.configProviders(values));
        for (String key : List.copyOf(values.keySet())) {
            String value = values.getOrDefault(key, "");
            SettingSource source = sources.getOrDefault(key, SettingSource.DEFAULT);
            boolean mistaken = references.isMistaken(key, value);
            if (source == SettingSource.FILE || (source == SettingSource.COMMAND_CONFIG && mistaken)) {
                try {
                    put(key, references.resolve(key, value), source);
                } catch (UnresolvedReference e) {
                    problems.add("%s, set by %s, %s.".formatted(key, origin(key, source), e.getMessage()));
                    values.remove(key); // What else is wrong with the text is no problem of its own.
                }
            } else if (mistaken) {
                problems.add(
                        "%s, set by %s, has a reference such as %s, which only a configuration file (--config) may have: put the setting there."
                                .formatted(key, origin(key, source), Lookups.SPELLINGS));
                values.remove(key);
            }
        }
    }

    private void put(String key, String value, SettingSource source) {
        if (value.isBlank()) {
            values.remove(key);
            sources.remove(key);
        } else {
            values.put(key, value.strip());
            sources.put(key, source);
        }
    }

    private void add(Map<String, String> settings, SettingSource source) {
        settings.forEach((key, value) -> {
            put(key, value, source);
            if (PassThrough.isPassThrough(key)) {
                PassThrough.objection(key).ifPresent(problems::add);
            } else if (!keys.contains(key)) {
                problems.add(unknown(key, source));
            }
        });
    }

    private String unknown(String key, SettingSource source) {
        String suggestion = ClosestName.suggestion(key, keys);
        return key.isEmpty()
                ? "A value without a key is set by " + origin(key, source) + ": write key=value."
                : "%s, set by %s, is no setting%s"
                        .formatted(
                                key,
                                origin(key, source),
                                suggestion.isEmpty()
                                        ? "; properties of Kafka begin with '%s', those of the registry with '%s', and a Kafka client's own file is given with --command-config."
                                                .formatted(PassThrough.KAFKA, PassThrough.REGISTRY)
                                        : suggestion);
    }

    /** Which file, variable or flag a setting's value came from. */
    String origin(String key) {
        return origin(key, sources.getOrDefault(key, SettingSource.DEFAULT));
    }

    private String origin(String key, SettingSource source) {
        return switch (source) {
            case DEFAULT -> "default";
            case FILE -> String.valueOf(file);
            case ENVIRONMENT -> EnvironmentNames.of(key);
            case COMMAND_CONFIG -> String.valueOf(clientFile);
            case FLAG -> "the command line";
        };
    }

    /** Puts a value that is written in another way into its place; it counts as the same source's. */
    void replace(String key, String value) {
        values.put(key, value);
    }

    /** Sets what another setting says along with its own value. */
    void derive(String key, String value, String from) {
        values.put(key, value);
        sources.put(key, sources.getOrDefault(from, SettingSource.DEFAULT));
    }

    /** Takes out what is no use, and has been told. */
    void remove(String key) {
        values.remove(key);
    }

    /** The settings that have a definition. */
    Map<String, String> known() {
        Map<String, String> known = new TreeMap<>(values);
        known.keySet().retainAll(keys);
        return known;
    }

    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    Map<String, SettingSource> sources() {
        return Collections.unmodifiableMap(sources);
    }
}
