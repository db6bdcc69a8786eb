package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.conll.Unpacked;
import dev.srlstream.english.English;
import dev.srlstream.english.tagger.WordKnowledge;
import dev.srlstream.english.tagger.WordVectors;
import dev.srlstream.english.training.GloveFile;
import dev.srlstream.english.training.TaggerTraining;
import dev.srlstream.english.training.Treebank;
import dev.srlstream.english.training.TreebankSentence;
import dev.srlstream.input.InputFile;
import dev.srlstream.operations.ExitCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code srl train-tagger}: the tagger that finds verbs, from treebanks. */
@Command(
        name = "train-tagger",
        mixinStandardHelpOptions = true,
        description = {
            "Train the tagger that tells verbs from other English words, from treebanks in CoNLL-U.",
            "The same treebanks in the same order give the same file on every machine, bit for bit.",
            "The product carries its tagger inside; the tagger's model card says from what, and docs/development.md how to exchange it."
        },
        footer = {"", "Example:", "  srl train-tagger en_ewt-ud-train.conllu en_gum-ud-train.conllu --out tagger.bin"})
final class TrainTaggerCommand implements Callable<Integer> {
    @CommandLine.Parameters(
            arity = "1..*",
            paramLabel = "TREEBANK",
            description = "CoNLL-U with universal parts of speech and # text, also compressed with gzip.")
    private List<Path> treebanks = List.of();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the tagger goes.")
    private Path out = Path.of("");

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "14",
            description = "How often each sentence is seen (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--vectors",
            paramLabel = "FILE",
            description =
                    "Vectors of words in the text form of GloVe, the most frequent first, in place of the product's.")
    private @Nullable Path vectors;

    @Option(
            names = "--vectors-out",
            paramLabel = "FILE",
            description = "Where the first 50,000 of --vectors go, rounded to bytes, as the tagger needs them.")
    private @Nullable Path vectorsOut;

    private final Invocation invocation;

    TrainTaggerCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        if (epochs < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--epochs is " + epochs + "; see each sentence at least once.");
        }
        if ((vectors == null) != (vectorsOut == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--vectors and --vectors-out go together: a tagger works with its own vectors only.");
        }
        requireFolder("--out", out);
        if (vectorsOut != null) {
            requireFolder("--vectors-out", vectorsOut);
        }
        List<TreebankSentence> sentences = new ArrayList<>();
        for (Path treebank : treebanks) {
            try (InputStream stream = Unpacked.of(InputFile.open(treebank))) {
                sentences.addAll(Treebank.read(treebank.toString(), stream));
            }
        }
        TaggerTraining training = new TaggerTraining(sentences, knowledge(), epochs);
        // Opened before minutes of training, to see that it can be written.
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part))) {
                training.train(line -> invocation.err().println(line)).write(stream);
            }
            Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return ExitCode.OK;
    }

    private static void requireFolder(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "There is no folder " + folder + " for " + option + "; make it first.");
        }
    }

    private WordKnowledge knowledge() throws IOException {
        WordKnowledge own = English.knowledge();
        if (vectors == null || vectorsOut == null) {
            return own;
        }
        WordVectors read;
        try (InputStream stream = Unpacked.of(InputFile.open(vectors))) {
            read = GloveFile.read(vectors.toString(), stream);
        }
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(vectorsOut))) {
            read.write(stream);
        }
        return new WordKnowledge(read, own.verbs());
    }
}
