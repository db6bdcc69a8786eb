package dev.srlstream.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.mutation.Mutation;
import dev.srlstream.reliability.oracle.Expectations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That trials can fail. */
@Tag("long")
class MutationIT {
    private static final long SEED = 20261127;
    private static final AtomicReference<@Nullable Expectations> UNDISTURBED = new AtomicReference<>();

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void noticesEveryMistake(Mutation mutation) throws Exception {
        MutantResult mutant = trials().mutated(mutation);

        assertThat(mutant.caught())
                .as(mutant.line() + mutant.verdict().complaints())
                .isTrue();
    }

    /** Else it could be the trial itself that fails; what strikes in the other trials strikes in {@link FaultsIT} as well. */
    @Test
    void findsNothingWrongWithTheProductOnSlowDevices() throws Exception {
        assertThat(trials().unchanged(Mutation.WAITING_IN_TRANSACTION).complaints())
                .isEmpty();
    }

    private MutationTrials trials() throws IOException {
        return new MutationTrials(
                UNDISTURBED, SEED, KafkaLibraries.in(KafkaLibraries.bundled()), folder, System.out::println);
    }
}
