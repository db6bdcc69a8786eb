package dev.srlstream.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own providers of values that stand elsewhere. They are asked for one value at a time, after a look at what they only log or pass over:
 * files that are missing, and names that are not in them. Nothing restricts their paths, as the settings that name them are the operator's.
 */
final class Lookups {
    static final String SPELLINGS = "${env:NAME}, ${file:/path:key} or ${directory:/path:file}";

    private static final String ENVIRONMENT = "env";
    private static final String FILE = "file";
    private static final String DIRECTORY = "directory";

    private static final Set<String> PROVIDERS = Set.of(ENVIRONMENT, FILE, DIRECTORY);

    private final ConfigProvider variables;
    private final ConfigProvider files = configured(new FileConfigProvider());
    private final ConfigProvider directories = configured(new DirectoryConfigProvider());

    /** @param environment variables of the process */
    Lookups(Map<String, String> environment) {
        variables = configured(new EnvVarConfigProvider(environment));
    }

    private static ConfigProvider configured(ConfigProvider provider) {
        provider.configure(Map.of());
        return provider;
    }

    static boolean knows(String provider) {
        return PROVIDERS.contains(provider);
    }

    /**
     * Looks a value up.
     *
     * @param path of a file or directory; null where there is none
     * @throws UnresolvedReference with the fault and its cure
     */
    String find(String provider, @Nullable String path, String name) throws UnresolvedReference {
        return switch (provider) {
            case ENVIRONMENT -> variable(path, name);
            case FILE -> property(required(FILE, path, name), name);
            case DIRECTORY -> file(required(DIRECTORY, path, name), name);
            default -> throw new IllegalArgumentException("There is no provider " + provider);
        };
    }

    private String variable(@Nullable String path, String name) throws UnresolvedReference {
        if (path != null) {
            throw new UnresolvedReference(
                    "refers to an environment variable with a colon in its name, which none has: write ${env:NAME}");
        }
        return found(variables, "", name)
                .orElseThrow(() -> new UnresolvedReference(
                        "refers to the environment variable %s, which is not set: set it, or correct the name"
                                .formatted(name)));
    }

    private String property(Path path, String name) throws UnresolvedReference {
        if (Files.isDirectory(path)) {
            throw new UnresolvedReference(
                    "refers to the file %s, which is a directory: write ${directory:%s:FILE} for a file in it"
                            .formatted(path, path));
        }
        requireReadable(path);
        Optional<String> value = found(files, path.toString(), name);
        if (value.isEmpty()) {
            Set<String> keys = new TreeSet<>(files.get(path.toString()).data().keySet());
            throw new UnresolvedReference("refers to the key %s in the file %s, which does not have it%s"
                    .formatted(name, path, orAdd(ClosestName.suggestion(name, keys))));
        }
        return value.get();
    }

    /** One line break at the end is left out, which editors and {@code echo} add; behind a password it would be part of it. */
    private String file(Path path, String name) throws UnresolvedReference {
        if (!Files.exists(path)) {
            throw new UnresolvedReference(
                    "refers to the directory %s, which does not exist: mount it there, or correct the path"
                            .formatted(path));
        }
        if (!Files.isDirectory(path)) {
            throw new UnresolvedReference(
                    "refers to the directory %s, which is a file: write ${file:%s:KEY} for a key in it"
                            .formatted(path, path));
        }
        if (Files.isRegularFile(path.resolve(name))) {
            requireReadable(path.resolve(name));
        }
        return found(directories, path.toString(), name)
                .map(text -> text.replaceFirst("\\r?\\n\\z", ""))
                .orElseThrow(() -> new UnresolvedReference(
                        "refers to the file %s in the directory %s, which does not have it: put it there, or correct the name"
                                .formatted(name, path)));
    }

    private static String orAdd(String suggestion) {
        return suggestion.isEmpty() ? ": add it, or correct the name" : suggestion;
    }

    private static Path required(String provider, @Nullable String path, String name) throws UnresolvedReference {
        if (path == null || path.isBlank() || name.isBlank()) {
            throw new UnresolvedReference("refers to a %s without a path or a name in it: write %s"
                    .formatted(provider, provider.equals(FILE) ? "${file:/path:key}" : "${directory:/path:file}"));
        }
        return Path.of(path);
    }

    private static void requireReadable(Path path) throws UnresolvedReference {
        if (!Files.exists(path)) {
            throw new UnresolvedReference(
                    "refers to the file %s, which does not exist: put it there, or correct the path".formatted(path));
        }
        try {
            Files.newInputStream(path).close();
        } catch (AccessDeniedException e) {
            throw new UnresolvedReference("refers to the file %s, which this user must not read: give %s the right to"
                    .formatted(path, System.getProperty("user.name")));
        } catch (IOException e) {
            throw new UnresolvedReference(
                    "refers to the file %s, which cannot be read (%s)".formatted(path, e.getMessage()));
        }
    }

    private static Optional<String> found(ConfigProvider provider, String path, String name)
            throws UnresolvedReference {
        try {
            return Optional.ofNullable(provider.get(path, Set.of(name)).data().get(name));
        } catch (ConfigException | IllegalArgumentException e) {
            // Neither says why; a file of properties can hold a backslash that means nothing.
            throw new UnresolvedReference("refers to %s in %s, which cannot be read as %s in UTF-8: save it so"
                    .formatted(name, path, provider instanceof FileConfigProvider ? "properties" : "text"));
        }
    }
}
