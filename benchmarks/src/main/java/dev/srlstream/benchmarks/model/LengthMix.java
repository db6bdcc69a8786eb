package dev.srlstream.benchmarks.model;

import dev.srlstream.cli.options.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import picocli.CommandLine.ExitCode;

/** Lengths of sentences in wordpieces, [CLS] and [SEP] included, in the order in which the sentences come. */
final class LengthMix {
    /** The name of the lengths that are made up. */
    static final String LOGNORMAL = "lognormal";
    /** [CLS], a word, [SEP]. */
    static final int SHORTEST = 3;

    private static final int LONGEST = 92;
    /** Parameters of the logarithm, so that the mean, with one of the longest in every {@link #GROUP}, is 34. */
    private static final double MU = 3.372;

    private static final double SIGMA = 0.48;
    private static final int GROUP = 32;
    private static final int GROUPS = 16;
    private static final long SEED = 34;

    private LengthMix() {}

    /** @param name {@link #LOGNORMAL}, or a file with one length per line */
    static List<Integer> of(String name) throws IOException {
        return name.equals(LOGNORMAL) ? lognormal() : read(Path.of(name));
    }

    /** As newspaper text has them: mean 34, longest 92, the same each time; one of the longest is in every group of 32. */
    private static List<Integer> lognormal() {
        var random = new Random(SEED);
        List<Integer> lengths = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            List<Integer> members = new ArrayList<>(List.of(LONGEST));
            while (members.size() < GROUP) {
                int length = (int) Math.round(Math.exp(MU + SIGMA * random.nextGaussian()));
                if (length >= SHORTEST && length <= LONGEST) {
                    members.add(length);
                }
            }
            Collections.shuffle(members, random);
            lengths.addAll(members);
        }
        return lengths;
    }

    private static List<Integer> read(Path file) throws IOException {
        List<Integer> lengths = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.matches("[0-9]{1,6}") || Integer.parseInt(line) < SHORTEST) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        file + ", line " + (i + 1) + ": a length is a whole number of wordpieces from " + SHORTEST
                                + " on, one on each line.");
            }
            lengths.add(Integer.parseInt(line));
        }
        if (lengths.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, file + " is empty; write one length in wordpieces per line.");
        }
        return lengths;
    }
}
