package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.srlstream.golden.Golden;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs of every kind through the command itself: one answer for each line, and the right exit code. */
class LabelInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FUZZED = 3_000;
    private static final byte[] GOOD = bytes("{\"id\":\"a\",\"text\":\"She left.\"}\n");

    @TempDir
    private static Path cache = Path.of("");

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of("nothing", "", 0, 0, "There was no line to label."),
                Arguments.of("blank lines", "\n \r\n\ufeff\n", 0, 0, "There was no line to label."),
                Arguments.of("one sentence of two", "{\"sentence\":\"She left.\"}\nplain\n", 2, 0, "1 line could not"),
                Arguments.of("no line end", "{\"sentence\":\"She left.\"}", 1, 0, ""),
                Arguments.of("text", "She left.\nHe ran.\n", 2, 1, "2 lines could not be labelled"),
                Arguments.of("pretty JSON", "[\n  {\n    \"text\": \"a\"\n  }\n]\n", 5, 1, "5 lines could not"),
                Arguments.of("a line of 10 MB", "x".repeat(10 << 20), 1, 1, "1 line could not be labelled"),
                Arguments.of("what tokenizers fall over", "{\"text\":\"SİLİVRİSPOR's coach left.\"}", 1, 0, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void answersEachLineAndFailsWhenNoneCouldBeLabelled(
            String name, String input, int answers, int exitCode, String said) {
        // When
        Run run = label(new ByteArrayInputStream(bytes(input)));
        // Then
        assertThat(run.lines()).hasSize(answers);
        assertThat(run.err()).contains(said).doesNotContain("\tat ");
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void labelsEachSentenceOfADocumentAndSaysWhereItStands() throws Exception {
        // When
        Run run = label(
                new ByteArrayInputStream(bytes("{\"id\":\"d\",\"text\":\"She left. He ran.\"}\n{\"text\":\" \"}\n")),
                "--split-sentences");
        // Then
        assertThat(run.lines()).hasSize(3);
        JsonNode second = JSON.readTree(run.lines().get(1));
        assertThat(second.path("id").asText()).isEqualTo("d#2");
        assertThat(second.path("attributes").path("document.begin").asText()).isEqualTo("10");
        assertThat(run.lines().get(2)).contains("Line 2: The text has no sentence");
    }

    @Test
    void refusesAnInputThatIsNoTextInOneSentence() {
        // When
        Run run = label(new ByteArrayInputStream(new byte[] {0x1f, (byte) 0x8b, 8, 0, '\n', 1, 2, '\n'}));
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("gzip", "gunzip").hasLineCount(1);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsWhenItsReaderDiesOfAnErrorAndKeepsWhatWasDone() {
        // Given
        InputStream broken = failing(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        // When
        Run run = label(new SequenceInputStream(new ByteArrayInputStream(GOOD), broken));
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(1);
        assertThat(run.err()).contains("memory is used up (Java heap space)").hasLineCount(1);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsWhenItsInputFailsInAWayThatNobodyForesaw() {
        // Given
        InputStream broken = failing(() -> {
            throw new IllegalStateException("This stream is broken");
        });
        // When
        Run run = label(broken);
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("This stream is broken");
    }

    @Test
    void answersEveryFuzzedLineOnce() throws Exception {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (int i = 0; i < FUZZED; i++) {
            input.write(random.nextInt(4) == 0 ? randomBytes(random) : mutated(random));
            input.write('\n');
        }
        // When
        Run run = label(
                new SequenceInputStream(new ByteArrayInputStream(GOOD), new ByteArrayInputStream(input.toByteArray())));
        // Then
        List<String> lines = run.lines();
        assertThat(lines).as("seed %d: %s", seed, run.err()).hasSize(FUZZED + 1);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode answer = JSON.readTree(lines.get(i));
            if (answer.has("error")) {
                assertThat(answer.path("error").asText()).as("seed %d", seed).startsWith("Line " + (i + 1) + ": ");
            } else {
                assertThat(answer.path("verbs").isArray()).as("seed %d", seed).isTrue();
            }
        }
    }

    private static InputStream failing(IntSupplier failure) {
        return new InputStream() {
            @Override
            public int read() {
                return failure.getAsInt();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return failure.getAsInt();
            }
        };
    }

    /** Not blank, and of one line. */
    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(40)];
        random.nextBytes(bytes);
        return asLine(bytes);
    }

    /** A good line in which some bytes are replaced, left out or repeated. */
    private static byte[] mutated(Random random) {
        List<String> seeds = List.of(
                "{\"id\":1.5e3,\"text\":\"Zoë didn't sell İt.\",\"language\":\"en\"}",
                "{\"sentence\":\"She \\ud83d\\ude00 left.\",\"attributes\":{\"a\":\"b\"}}",
                "{\"id\":\"x\",\"tokens\":[\"She\",\"left\",\"\"],\"predicates\":[1]}");
        byte[] line = bytes(seeds.get(random.nextInt(seeds.size())));
        List<Byte> bytes = new ArrayList<>();
        for (byte octet : line) {
            switch (random.nextInt(60)) {
                case 0 -> bytes.add((byte) random.nextInt());
                case 1 -> {}
                case 2 -> bytes.addAll(List.of(octet, octet));
                default -> bytes.add(octet);
            }
        }
        byte[] mutant = new byte[bytes.size()];
        for (int i = 0; i < mutant.length; i++) {
            mutant[i] = bytes.get(i);
        }
        return asLine(mutant);
    }

    private static byte[] asLine(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? (byte) '~' : bytes[i];
        }
        bytes[bytes.length - 1] = '}';
        return bytes;
    }

    private static Run label(InputStream in, String... flags) {
        List<String> args = new ArrayList<>(List.of(
                "label", "--model", Golden.path("without-position-ids.tar.gz").toString(), "--device", "cpu"));
        args.addAll(List.of(flags));
        return Run.of(
                Map.of("SRL_MODEL_CACHE_DIR", cache.toString(), "SRL_MODEL_THREADS", "1"),
                in,
                args.toArray(String[]::new));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
