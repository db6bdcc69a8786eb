package dev.srlstream.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            problems.add("The configuration file " + path + " does not exist.");
        } catch (CharacterCodingException e) {
            problems.add("The configuration file " + path + " is not in UTF-8; save it so.");
        } catch (IllegalArgumentException e) {
            problems.add(
                    "The configuration file " + path
                            + " has a backslash and a u without four hexadecimal digits behind them; write two backslashes for one.");
        } catch (IOException e) {
            problems.add("The configuration file " + path + " cannot be read: " + e.getMessage() + ".");
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        add(settings, SettingSource.FILE);
    }

    void addEnvironment(Map<String, String> environment) {
        add(new EnvironmentNames(keys).resolve(environment, problems), SettingSource.ENVIRONMENT);
    }

    void addFlags(Map<String, String> flags) {
        add(new TreeMap<>(flags), SettingSource.FLAG);
    }

    /**
     * Puts what values of the file refer to in their place; a value that another source has replaced is not looked at. Variables and flags are
     * taken as they are: a password that a platform puts into the environment may hold anything.
     */
    void resolveReferences(Map<String, String> environment) {
        References references = new References(environment, PassThrough.configProviders(values));
        for (String key : List.copyOf(values.keySet())) {
            String value = values.getOrDefault(key, "");
            SettingSource source = sources.getOrDefault(key, SettingSource.DEFAULT);
            if (source == SettingSource.FILE) {
                try {
                    put(key, references.resolve(key, value), source);
                } catch (UnresolvedReference e) {
                    problems.add("%s, set by %s, %s.".formatted(key, origin(key, source), e.getMessage()));
                    values.remove(key); // What else is wrong with the text is no problem of its own.
                }
            } else if (references.isMistaken(key, value)) {
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
                                        ? "; properties of Kafka begin with '%s', those of the registry with '%s'."
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
            case FLAG -> "the command line";
        };
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
