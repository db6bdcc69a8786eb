package dev.srlstream.sentence;

import dev.srlstream.event.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import opennlp.tools.util.Span;

/**
 * Finds the words of an English text: OpenNLP's tokens, with contractions split as in the Penn Treebank and the last dot of an
 * abbreviation such as {@code a.m.} left to it. Words are never rewritten: each is a piece of the text. As safe from several
 * threads as the tokenizer that it was given.
 */
final class PennTokenizer {
    private static final Pattern DOTTED = Pattern.compile("(\\p{L}\\.){1,8}\\p{L}");

    /** English stops at two, as in {@code could|n't|'ve}; hostile text does not. */
    private static final int MOST_SPLITS = 2;

    private final ChunkTokenizer tokenizer;

    PennTokenizer(ChunkTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        CodePoints codePoints = new CodePoints(text);
        List<Span> spans = tokenizer.tokenize(Contractions.straighten(text));
        for (int i = 0; i < spans.size(); i++) {
            int begin = spans.get(i).getStart();
            int end = spans.get(i).getEnd();
            if (i + 1 < spans.size() && isAbbreviation(text, spans.get(i), spans.get(i + 1))) {
                i++;
                end = spans.get(i).getEnd();
            }
            addSplit(codePoints, begin, end, MOST_SPLITS, tokens);
        }
        return tokens;
    }

    private static boolean isAbbreviation(String text, Span span, Span next) {
        return next.getStart() == span.getEnd()
                && next.length() == 1
                && text.charAt(next.getStart()) == '.'
                && DOTTED.matcher(span.getCoveredText(text)).matches();
    }

    private static void addSplit(CodePoints text, int begin, int end, int splits, List<Token> tokens) {
        String word = text.text().substring(begin, end);
        int split = splits > 0 ? Contractions.splitPoint(word) : 0;
        if (split == 0) {
            tokens.add(text.token(begin, end));
        } else {
            addSplit(text, begin, begin + split, splits - 1, tokens);
            tokens.add(text.token(begin + split, end));
        }
    }
}
