package dev.srlstream.english.tagger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of a dictionary, for words that a treebank lacks: whether a word can be a form of one. A line has a verb, its class and its
 * irregular past forms. The class says how often the word is a verb in running text, from 0 for seldom to 3 for nearly always, {@code u}
 * where that is unknown, and whether the dictionary has it as a noun ({@code n}) and an adjective ({@code a}), too. Immutable.
 */
public final class VerbLexicon {
    private final Map<String, String> classes = new HashMap<>();
    private final Map<String, String> pastForms = new HashMap<>();
    private final List<String> nouns = new ArrayList<>();

    private VerbLexicon() {}

    /** @throws IOException when the stream cannot be read */
    public static VerbLexicon read(InputStream stream) throws IOException {
        VerbLexicon lexicon = new VerbLexicon();
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] columns = line.split(" ", -1);
            lexicon.classes.put(columns[0], columns[1]);
            if (columns[1].indexOf('n') > 0) {
                lexicon.nouns.add(columns[0]);
            }
            for (int i = 2; i < columns.length; i++) {
                lexicon.pastForms.put(columns[i], columns[1]);
            }
        }
        return lexicon;
    }

    /**
     * The forms that a word can be, each with the class of its verb: {@code b} the base form, {@code s} the third person, {@code d} a past
     * form, {@code g} the form in -ing; empty where it can be none.
     */
    String readings(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        StringBuilder readings = new StringBuilder();
        add(readings, 'b', classes.get(lower));
        if (lower.endsWith("s") && !lower.endsWith("ss")) {
            add(readings, 's', thirdPerson(lower));
        }
        if (lower.endsWith("ed")) {
            String stem = lower.substring(0, lower.length() - 2);
            add(readings, 'd', stem.endsWith("i") ? classOf(stem.substring(0, stem.length() - 1) + "y") : ofStem(stem));
        } else {
            add(readings, 'd', pastForms.get(lower));
        }
        if (lower.endsWith("ing")) {
            add(readings, 'g', ofStem(lower.substring(0, lower.length() - 3)));
        }
        return readings.toString();
    }

    /** The verbs that are nouns, too. */
    public List<String> nouns() {
        return Collections.unmodifiableList(nouns);
    }

    /** The plural of a regular noun, and the third person of a verb. */
    public static String inS(String word) {
        int length = word.length();
        if (word.endsWith("y") && length > 1 && "aeiou".indexOf(word.charAt(length - 2)) < 0) {
            return word.substring(0, length - 1) + "ies";
        }
        boolean hissing = word.endsWith("s")
                || word.endsWith("x")
                || word.endsWith("z")
                || word.endsWith("ch")
                || word.endsWith("sh");
        return word + (hissing ? "es" : "s");
    }

    private static void add(StringBuilder readings, char form, @Nullable String verbClass) {
        if (verbClass != null) {
            readings.append(form).append(verbClass);
        }
    }

    private @Nullable String thirdPerson(String word) {
        String verbClass = classOf(word.substring(0, word.length() - 1));
        if (verbClass == null && word.endsWith("ies")) {
            return classOf(word.substring(0, word.length() - 3) + "y");
        }
        return verbClass == null && word.endsWith("es") ? classOf(word.substring(0, word.length() - 2)) : verbClass;
    }

    /** As it is, with the e that the ending took, or with one consonant where the ending doubled it. */
    private @Nullable String ofStem(String stem) {
        String verbClass = classOf(stem);
        if (verbClass == null) {
            verbClass = classOf(stem + "e");
        }
        int length = stem.length();
        boolean doubled = length > 2 && stem.charAt(length - 1) == stem.charAt(length - 2);
        return verbClass == null && doubled ? classOf(stem.substring(0, length - 1)) : verbClass;
    }

    private @Nullable String classOf(String verb) {
        return classes.get(verb);
    }
}
