package dev.srlstream.reliability;

import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.mutation.Mutant;
import dev.srlstream.reliability.mutation.Mutation;
import dev.srlstream.reliability.oracle.Expectations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Trials of mutants, each of which must fail for what is wrong with it, beside the same trial of the product, which must pass. */
final class MutationTrials {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of all trials: their seed is the same, and what an undisturbed instance does is the product's. */
    private final AtomicReference<@Nullable Expectations> undisturbed;

    private final long seed;
    private final KafkaLibraries kafka;
    private final Path folder;
    private final Consumer<String> news;

    MutationTrials(
            AtomicReference<@Nullable Expectations> undisturbed,
            long seed,
            KafkaLibraries kafka,
            Path folder,
            Consumer<String> news) {
        this.undisturbed = undisturbed;
        this.seed = seed;
        this.kafka = kafka;
        this.folder = folder;
        this.news = news;
    }

    /** Tries a mutant, which must fail for what is wrong with it. */
    MutantResult mutated(Mutation mutation) throws IOException, InterruptedException, ExecutionException {
        Path classes = Mutant.compile(mutation, folder);
        MutantResult mutant = new MutantResult(mutation, run(plan(mutation, List.of(classes)), mutation.name()));
        news.accept(mutant.line());
        mutant.verdict().complaints().forEach(complaint -> news.accept("    " + complaint));
        return mutant;
    }

    /** Tries the product as it is in the trial of a mutant; it must pass. */
    TrialResult unchanged(Mutation mutation) throws IOException, InterruptedException, ExecutionException {
        TrialResult verdict = run(plan(mutation, List.of()), "unchanged-" + mutation.name());
        news.accept("%-22s %s after %d s, the trial of %s"
                .formatted(
                        "unchanged",
                        verdict.passed() ? "passed" : "FAILED",
                        verdict.elapsed().toSeconds(),
                        mutation.title()));
        verdict.complaints().forEach(complaint -> news.accept("    " + complaint));
        return verdict;
    }

    private TrialResult run(Plan plan, String name) throws IOException, InterruptedException, ExecutionException {
        return new Trial(plan, Files.createDirectories(folder.resolve(name)), line -> {}).run(undisturbed);
    }

    /** A mutation that no fault brings out shows on slow devices, which need few sentences. */
    private Plan plan(Mutation mutation, List<Path> mutant) {
        boolean slow = mutation.faults().isEmpty();
        return new Plan(
                slow ? 100 : 30_000,
                0,
                slow ? 0 : 8,
                seed,
                1,
                kafka,
                2,
                "classic",
                mutation.faults(),
                slow,
                mutant,
                PATIENCE);
    }
}
