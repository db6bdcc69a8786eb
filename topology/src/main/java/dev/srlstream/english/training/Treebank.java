package dev.srlstream.english.training;

import dev.srlstream.english.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sentences of a CoNLL-U file with parts of speech. Their words are looked for in {@code # text}. */
public final class Treebank {
    private static final String TEXT = "# text = ";
    private static final int COLUMNS = 10;
    private static final Pattern WORD_ID = Pattern.compile("[0-9]+");

    private final String name;
    private final List<TreebankSentence> sentences = new ArrayList<>();
    private List<TreebankWord> words = new ArrayList<>();
    private @Nullable String text;
    private int passed;
    private int number;

    private Treebank(String name) {
        this.name = name;
    }

    /**
     * Reads all sentences.
     *
     * @param name of the file, for messages
     * @param stream UTF-8
     * @throws IOException with one sentence, when there is no sentence of CoNLL-U or a line that is none
     */
    public static List<TreebankSentence> read(String name, InputStream stream) throws IOException {
        Treebank treebank = new Treebank(name);
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            treebank.number++;
            treebank.add(line);
        }
        treebank.end();
        if (treebank.sentences.isEmpty()) {
            throw new IOException("There is no sentence of CoNLL-U in " + name + ".");
        }
        return treebank.sentences;
    }

    private void add(String line) throws IOException {
        if (line.isBlank()) {
            end();
        } else if (line.startsWith(TEXT)) {
            text = line.substring(TEXT.length());
        } else if (!line.startsWith("#")) {
            String[] columns = line.split("\t", -1);
            if (columns.length != COLUMNS) {
                throw malformed("has " + columns.length + " columns with tabs in between, and CoNLL-U has " + COLUMNS);
            }
            if (WORD_ID.matcher(columns[0]).matches()) {
                addWord(columns[1], columns[3], columns[4]);
            }
        }
    }

    private void addWord(String form, String part, String tag) throws IOException {
        if (text == null) {
            throw malformed("is of a sentence without # text");
        }
        int begin = text.indexOf(form, passed);
        if (begin < 0) {
            throw malformed("has a word that the sentence's # text does not have in this place");
        }
        passed = begin + form.length();
        words.add(new TreebankWord(form, part, tag, new Span(begin, passed)));
    }

    private IOException malformed(String what) {
        return new IOException("Line " + number + " of " + name + " " + what + ".");
    }

    private void end() {
        if (text != null && !words.isEmpty()) {
            sentences.add(new TreebankSentence(text, words));
        }
        words = new ArrayList<>();
        text = null;
        passed = 0;
    }
}
