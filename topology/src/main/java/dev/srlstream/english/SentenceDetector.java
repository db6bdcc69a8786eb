package dev.srlstream.english;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

/** Finds the sentences of English text, by OpenNLP's model of the English Web Treebank. Owned by one thread. */
public final class SentenceDetector {
    /** Resource of opennlp-models-sentdetect-en, which carries the model's own version. */
    private static final String MODEL = "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";

    /** Headings end with a blank line, and not with a full stop, which is what the model looks for. */
    private static final Pattern BLANK_LINES = Pattern.compile("\\R\\h*\\R\\s*");

    private final SentenceDetectorME detector;

    private SentenceDetector(SentenceModel model) {
        this.detector = new SentenceDetectorME(model);
    }

    /** @throws UncheckedIOException when the class path lacks the model */
    public static SentenceDetector load() {
        try (InputStream model = English.open(MODEL)) {
            return new SentenceDetector(new SentenceModel(model));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sentences in their order, without white space around them; no sentence goes over a blank line. */
    public List<Span> find(String text) {
        List<Span> found = new ArrayList<>();
        Matcher blank = BLANK_LINES.matcher(text);
        int begin = 0;
        while (blank.find()) {
            add(found, text, begin, blank.start());
            begin = blank.end();
        }
        add(found, text, begin, text.length());
        return found;
    }

    private void add(List<Span> found, String text, int begin, int end) {
        for (var span : detector.sentPosDetect(text.substring(begin, end))) {
            if (!text.substring(begin + span.getStart(), begin + span.getEnd()).isBlank()) {
                found.add(new Span(begin + span.getStart(), begin + span.getEnd()));
            }
        }
    }
}
