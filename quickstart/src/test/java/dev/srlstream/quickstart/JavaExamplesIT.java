package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java programs of the folder examples, as its README has them run, on a real broker and registry. */
@Tag("long")
class JavaExamplesIT {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @Test
    void readFramesAndCountRoles(@TempDir Path folder) throws Exception {
        Path readme = EXAMPLES.resolve("README.md");
        try (LabelledTopics topics = LabelledTopics.start(folder.resolve("models"))) {
            // Given
            List<String> arguments = topics.arguments();
            Map<String, Integer> roles = new TreeMap<>();
            arguments.forEach(line -> roles.merge(line.split("\t", -1)[2], 1, Integer::sum));
            List<String> counts = roles.entrySet().stream()
                    .map(role -> role.getKey() + "\t" + role.getValue())
                    .toList();

            try (ClientCommand reader = start(topics, folder, ClientCommand.in(readme, "ReadFrames"));
                    ClientCommand counter = start(topics, folder, ClientCommand.in(readme, "CountRoles"))) {
                // When
                reader.awaitLines(arguments);
                counter.awaitLines(counts);
                reader.terminate();
                counter.terminate();

                // Then
                assertThat(tabbed(reader)).containsExactlyInAnyOrderElementsOf(arguments);
                assertThat(tabbed(counter)).contains(counts.toArray(new String[0]));
                assertThat(topics.members("read-frames")).isZero();
                assertThat(topics.committed("read-frames")).isPositive();
            }
        }
    }

    @Test
    void areShort() throws Exception {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<Path> programs = files.filter(
                            file -> file.toString().matches("((?!target|node_modules).)*\\.(java|js|py)"))
                    .toList();

            assertThat(programs).hasSize(6).allSatisfy(program -> assertThat(Files.readAllLines(program))
                    .hasSizeLessThan(40));
        }
    }

    private static ClientCommand start(LabelledTopics topics, Path folder, String command) throws Exception {
        Path out = Files.createTempFile(folder, "client", ".out");
        return ClientCommand.start(
                EXAMPLES.toFile().getCanonicalFile().toPath(),
                out,
                "export JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + folder + "; exec " + topics.addressed(command));
    }

    private static List<String> tabbed(ClientCommand command) throws Exception {
        return command.said().lines().filter(line -> line.contains("\t")).toList();
    }
}
