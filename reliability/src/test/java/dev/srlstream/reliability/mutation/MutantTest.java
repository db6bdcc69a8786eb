package dev.srlstream.reliability.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutantTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void everyMutationFitsTheSourcesAsTheyAre(Mutation mutation) throws Exception {
        // When
        Path classes = Mutant.compile(mutation, folder);

        // Then
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.map(Path::toString)).anyMatch(file -> file.endsWith(mutation.source() + ".class"));
        }
    }

    @Test
    void refusesAnEditThatNoLongerFits() {
        assertThatThrownBy(() -> new Edit("a", "b").apply("aa")).hasMessageContaining("exactly once");
        assertThatThrownBy(() -> new Edit("a", "b").apply("c")).hasMessageContaining("exactly once");
    }
}
