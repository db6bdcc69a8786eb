package dev.srlstream.cli;

import dev.srlstream.cli.options.Choices;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.cli.options.LabellingOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.config.Sizing;
import dev.srlstream.conll.GoldFormat;
import dev.srlstream.conll.GoldSentence;
import dev.srlstream.conll.MalformedGoldException;
import dev.srlstream.evaluation.Evaluation;
import dev.srlstream.evaluation.EvaluationJson;
import dev.srlstream.evaluation.EvaluationText;
import dev.srlstream.evaluation.Predicates;
import dev.srlstream.evaluation.Subject;
import dev.srlstream.inference.EngineLabeller;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.input.InputFile;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.warmup.WarmModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code srl eval}: no Kafka. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = {
            "Score a checkpoint on sentences whose roles people have labelled: precision, recall and F1 of spans by the"
                    + " rules of CoNLL-2005 (srl-eval.pl), for all roles together and for each.",
            "An argument is right when its role and all its words are; V does not count; pieces C-X belong to their X;"
                    + " R-X is a role like others. Roles A0 and AM-TMP mean ARG0 and ARGM-TMP.",
            "Ends with 1 where the file is malformed or has no predicate, or not one sentence could be labelled."
        },
        footer = {
            "",
            "Example:",
            "  srl eval --gold dev.conll --predicates both --set decode=log \\",
            "    --model structured-prediction-srl-bert.2020.12.15.tar.gz --vocab vocab.txt"
        })
final class EvalCommand implements Callable<Integer> {
    /** Which predicates sentences are labelled for. */
    private enum Wanted {
        GOLD,
        FOUND,
        BOTH;

        List<Predicates> predicates() {
            return switch (this) {
                case GOLD -> List.of(Predicates.GOLD);
                case FOUND -> List.of(Predicates.FOUND);
                case BOTH -> List.of(Predicates.GOLD, Predicates.FOUND);
            };
        }
    }

    @Mixin
    private final LabellingOptions model = new LabellingOptions();

    @Option(
            names = "--gold",
            required = true,
            paramLabel = "FILE",
            description = "The labelled sentences, also compressed with gzip.")
    private Path gold = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = {
                "auto (default) or one of ${COMPLETION-CANDIDATES}.",
                "conll-2012: OntoNotes' columns. conll-2005: words, any other columns, lemmas of predicates, roles."
                        + " jsonl: {\"id\",\"tokens\":[...],\"predicates\":[...],\"tags\":[[...]]}, BIO tags for each"
                        + " predicate."
            },
            completionCandidates = Choices.GoldFormats.class)
    private String format = "auto";

    @Option(
            names = "--predicates",
            paramLabel = "gold|found|both",
            description = "gold (default): label for the predicates of the file, as published scores do."
                    + " found: find them as in a text; one that is missed loses its arguments, one too many adds wrong"
                    + " ones. both: score both ways.")
    private Wanted predicates = Wanted.GOLD;

    @Option(names = "--limit", paramLabel = "N", description = "Score the first N sentences only.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--confusion", description = "Also show which roles are taken for which.")
    private boolean confusion;

    @Option(names = "--json", description = "Print the scores as one line of JSON.")
    private boolean json;

    private final Invocation invocation;

    EvalCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--limit is " + limit + "; score at least one sentence.");
        }
        GoldFormat named = format();
        Settings settings = model.load(invocation.environment());
        try (InputStream file = InputFile.open(gold)) {
            GoldFormat.Opened opened = GoldFormat.open(named, file);
            // Before the model is loaded, which can take minutes.
            GoldSentence first = opened.reader().next();
            if (first == null) {
                throw new CommandFailure(ExitCode.FAILURE, "There is no sentence in " + gold + ".");
            }
            try (WarmModel warm = CheckpointWarmUp.run(settings, invocation)) {
                return score(settings, warm, opened, first);
            }
        } catch (MalformedGoldException e) {
            throw new CommandFailure(ExitCode.FAILURE, gold + ", line " + e.line() + ": " + e.getMessage());
        }
    }

    private @Nullable GoldFormat format() {
        if (format.equalsIgnoreCase("auto")) {
            return null;
        }
        String name = format.toUpperCase(Locale.ROOT).replace('-', '_');
        for (GoldFormat each : GoldFormat.values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE, "--format is \"" + format + "\"; choose auto, conll-2012, conll-2005 or jsonl.");
    }

    private int score(Settings settings, WarmModel warm, GoldFormat.Opened opened, GoldSentence first)
            throws IOException, MalformedGoldException {
        Sizing sizing = settings.sizing(warm.report().getDevice());
        SentenceReader reader = new SentenceReader(settings.sentences());
        LeftOut refused = new LeftOut(invocation.err());
        Evaluation evaluation;
        try (InferenceEngine engine = InferenceEngine.start(warm, settings.engine(sizing, false));
                Progress progress = new Progress(invocation)) {
            evaluation = new Evaluation(
                    new EngineLabeller(reader, engine, warm.reference()),
                    warm.labels(),
                    predicates.predicates(),
                    sizing.pendingMax(),
                    refused::add);
            GoldSentence sentence = first;
            while (sentence != null) {
                evaluation.add(sentence);
                progress.at(evaluation.sentences());
                sentence = evaluation.sentences() < limit ? opened.reader().next() : null;
            }
            evaluation.finish();
        }
        if (evaluation.propositions() == 0) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "There is no predicate in the sentences of " + gold + ", and so nothing to score.");
        }
        Subject subject =
                new Subject(warm.reference(), warm.report().getDevice(), settings.decoding(), gold, opened.format());
        invocation
                .out()
                .lines(
                        json
                                ? List.of(EvaluationJson.of(subject, evaluation, confusion))
                                : new EvaluationText(invocation.style()).lines(subject, evaluation, confusion));
        return evaluation.unlabelled() == evaluation.sentences() ? ExitCode.FAILURE : ExitCode.OK;
    }
}
