package dev.srlstream.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.mutation.Mutation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That trials can fail; {@code srl faults --mutations} tries all mutations. */
class MutationIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void noticesThatThePendingStoreHasNoChangelog() throws Exception {
        // When
        MutantVerdict mutant = new MutationTrials(
                        7, KafkaLibraries.in(KafkaLibraries.bundled()), folder, System.out::println)
                .mutated(Mutation.NO_CHANGELOG);

        // Then
        assertThat(mutant.caught()).as(mutant.line()).isTrue();
        // Sentences are missing before others of their partition; the trial need not wait until nothing comes out.
        assertThat(mutant.verdict().complaints()).anyMatch(complaint -> complaint.contains("can no longer be righted"));
    }
}
