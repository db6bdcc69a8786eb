package dev.srlstream.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.english.SentenceDetector;
import dev.srlstream.english.Span;
import dev.srlstream.event.SentenceEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of documents, each of which is what would otherwise be a sentence. A sentence has the document's members, the document's id with
 * {@code #1}, {@code #2} and so on behind it, and attributes that say which document it is of and where it stands there, in UTF-16 code units and in Unicode code points.
 */
public final class DocumentSentences implements SentenceSource {
    /** The attribute with the id of the document. */
    public static final String DOCUMENT = "document.id";

    private final SentenceSource documents;
    private final SentenceDetector detector = SentenceDetector.load();
    private final Deque<SentenceLine> ahead = new ArrayDeque<>();

    public DocumentSentences(SentenceSource documents) {
        this.documents = documents;
    }

    @Override
    public long number() {
        return documents.number();
    }

    @Override
    public @Nullable SentenceLine next() throws IOException, MalformedLineException {
        if (ahead.isEmpty()) {
            SentenceLine document = documents.next();
            if (document == null) {
                return null;
            }
            try {
                split(document);
            } catch (RuntimeException | StackOverflowError e) {
                ahead.clear();
                throw MalformedLineException.fault(e);
            }
        }
        return ahead.remove();
    }

    private void split(SentenceLine document) throws MalformedLineException {
        SentenceEvent event = document.event();
        if (event.getTokens() != null || event.getPredicates() != null) {
            throw new MalformedLineException(
                    "This has tokens or predicates, which are those of one sentence, and is to be split; leave them out, or --split-sentences.");
        }
        if (!event.getLanguage().equals("en")) {
            throw new MalformedLineException(
                    "language is not en, and sentences are found in English text only; split it before it comes here.");
        }
        String text = event.getText();
        List<Span> places = detector.find(text);
        if (places.isEmpty()) {
            throw new MalformedLineException("The text has no sentence, only white space.");
        }
        ObjectNode rest = document.json().deepCopy();
        rest.remove(List.of("text", "sentence"));
        int passed = 0;
        int codePoints = 0;
        for (Span place : places) {
            codePoints += text.codePointCount(passed, place.begin());
            int first = codePoints;
            codePoints += text.codePointCount(place.begin(), place.end());
            passed = place.end();
            ObjectNode sentence = rest.deepCopy();
            String id = event.getId() + "#" + (ahead.size() + 1);
            sentence.put("id", id);
            sentence.put("text", text.substring(place.begin(), place.end()));
            sentence.withObjectProperty("attributes")
                    .put(DOCUMENT, event.getId())
                    .put("document.begin", Integer.toString(place.begin()))
                    .put("document.end", Integer.toString(place.end()))
                    .put("document.beginCodePoint", Integer.toString(first))
                    .put("document.endCodePoint", Integer.toString(codePoints));
            ahead.add(new SentenceLine(new LineId(id, false), sentence));
        }
    }
}
