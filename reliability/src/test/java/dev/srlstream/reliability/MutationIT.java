package dev.srlstream.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.mutation.Mutation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That trials can fail. */
class MutationIT {
    private static final long SEED = 20261127;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void noticesOutcomesOutOfOrder() throws Exception {
        assertThatItIsCaught(Mutation.UNSORTED_RESTORE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNSORTED_RESTORE")
    @Execution(ExecutionMode.CONCURRENT)
    @Tag("long")
    void noticesEveryOtherMistake(Mutation mutation) throws Exception {
        assertThatItIsCaught(mutation);
    }

    /** Else it could be the trial itself that fails; what strikes in the other trials strikes in {@link FaultsIT} as well. */
    @Test
    @Tag("long")
    void findsNothingWrongWithTheProductOnSlowDevices() throws Exception {
        assertThat(trials().unchanged(Mutation.WAITING_IN_TRANSACTION).complaints())
                .isEmpty();
    }

    private void assertThatItIsCaught(Mutation mutation) throws Exception {
        MutantVerdict mutant = trials().mutated(mutation);

        assertThat(mutant.caught())
                .as(mutant.line() + mutant.verdict().complaints())
                .isTrue();
    }

    private MutationTrials trials() throws IOException {
        return new MutationTrials(SEED, KafkaLibraries.in(KafkaLibraries.bundled()), folder, System.out::println);
    }
}
