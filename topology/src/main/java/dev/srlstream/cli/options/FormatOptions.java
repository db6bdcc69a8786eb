package dev.srlstream.cli.options;

import dev.srlstream.conll.ConllContent;
import dev.srlstream.conll.ConllUSentences;
import dev.srlstream.conll.GoldSentences;
import dev.srlstream.input.DocumentSentences;
import dev.srlstream.input.LineFormat;
import dev.srlstream.input.SentenceLines;
import dev.srlstream.input.SentenceSource;
import dev.srlstream.operations.ExitCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What the sentences that are read are written in. */
public final class FormatOptions {
    private static final String CONLL = "conll-";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES} (default: auto, which takes lines and json mixed, and tells the"
                    + " others by their first lines).",
            completionCandidates = Formats.class)
    private String format = "auto";

    @Option(
            names = "--split-sentences",
            description = "Take each line's text for a document, find its sentences (English), and give them the ids"
                    + " ID#1, ID#2 and so on, with their places in attributes.")
    private boolean split;

    /** For the help. */
    static final class Formats implements Iterable<String> {
        static final List<String> ALL = List.of("auto", "lines", "json", "conll-2012", "conll-u");

        @Override
        public Iterator<String> iterator() {
            return ALL.iterator();
        }
    }

    /** @throws CommandFailure when there is no such format, or it has no documents to be split */
    public void check() {
        if (!Formats.ALL.contains(name())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--format is none of " + String.join(", ", Formats.ALL) + "; see --help for what each is.");
        }
        if (split && name().startsWith(CONLL)) {
            throw new CommandFailure(ExitCode.USAGE, splitTwice(name()));
        }
    }

    /**
     * The sentences of an input.
     *
     * @param remarks is told in a sentence what an input was taken for that is neither lines nor JSON
     */
    public SentenceSource open(InputStream stream, Consumer<String> remarks) throws IOException {
        String its = name();
        InputStream input = stream;
        if (its.equals("auto")) {
            BufferedInputStream buffered = new BufferedInputStream(stream);
            input = buffered;
            its = switch (ConllContent.of(buffered)) {
                case CONLL_2012 -> "conll-2012";
                case CONLL_U -> "conll-u";
                case NONE -> its;
            };
            if (its.startsWith(CONLL)) {
                remarks.accept("The input is taken for %s; --format says otherwise."
                        .formatted(its.equals("conll-u") ? "CoNLL-U" : "CoNLL-2012"));
                if (split) {
                    throw new CommandFailure(ExitCode.USAGE, splitTwice(its));
                }
            }
        }
        SentenceSource source =
                switch (its) {
                    case "conll-2012" -> new GoldSentences(input);
                    case "conll-u" -> new ConllUSentences(input);
                    case "lines" -> new SentenceLines(input, LineFormat.TEXT);
                    case "json" -> new SentenceLines(input, LineFormat.JSON);
                    default -> new SentenceLines(input, LineFormat.ANY);
                };
        return split ? new DocumentSentences(source) : source;
    }

    private String name() {
        return format.toLowerCase(Locale.ROOT);
    }

    private static String splitTwice(String format) {
        return "--split-sentences is for documents, and " + format
                + " has sentences with their words already; leave it out.";
    }
}
