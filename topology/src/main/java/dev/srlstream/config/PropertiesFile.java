package dev.srlstream.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A properties file in UTF-8. */
final class PropertiesFile {
    private PropertiesFile() {}

    /**
     * What stands in it; nothing where it cannot be read.
     *
     * @param kind what the file is to its user, as in {@code configuration file}
     * @param problems takes a sentence for what keeps it from being read
     */
    static Map<String, String> read(Path path, String kind, List<String> problems) {
        Properties properties = new Properties();
        String file = "The " + kind + " " + path;
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            problems.add(file + " does not exist.");
        } catch (CharacterCodingException e) {
            problems.add(file + " is not in UTF-8; save it so.");
        } catch (IllegalArgumentException e) {
            problems.add(
                    file
                            + " has a backslash and a u without four hexadecimal digits behind them; write two backslashes for one.");
        } catch (IOException e) {
            problems.add(file + " cannot be read: " + e.getMessage() + ".");
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }
}
