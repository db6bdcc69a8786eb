package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example of docs/publish.md, up to the brokers; and what inputs are taken for. */
class PublishPageTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w* ?(\\S*)\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("(?:echo '(.*)' \\|\\s+)?\\./srl publish (.*)");

    @TempDir
    private Path folder = Path.of("");

    private final List<String> commands = new ArrayList<>();

    @BeforeEach
    void readPage() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "publish.md")));
        while (block.find()) {
            if (block.group(1).isEmpty()) {
                block.group(2)
                        .lines()
                        .filter(line -> line.contains("./srl publish "))
                        .forEach(commands::add);
            } else {
                Files.writeString(folder.resolve(block.group(1)), block.group(2));
            }
        }
    }

    @Test
    void everyExampleCanBePublishedAndPublishedAgain() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String command : commands) {
            // When
            Matcher parts = COMMAND.matcher(command);
            assertThat(parts.matches()).as(command).isTrue();
            Run run = dryRun(
                    parts.group(1) == null ? "" : parts.group(1), parts.group(2).split(" "));
            // Then
            assertThat(run.exitCode()).as(run.err()).isZero();
            for (String line : run.lines()) {
                ids.add(JSON.readTree(line).path("id").asText());
            }
            assertThat(dryRun(run.out()).out()).isEqualTo(run.out());
        }
        assertThat(ids)
                .containsExactly(
                        "1", "1", "a1", "a2", "nw/test/00/test_0001/0/0", "mails-1", "doc#1", "doc#2", "doc#3");
    }

    @Test
    void printsTheRecordThatWouldBeWritten() throws Exception {
        // When
        Run run =
                dryRun("", "--in", "articles.jsonl", "--split-sentences", "--key-field=document.id", "--header=a=b=c");
        // Then
        JsonNode last = JSON.readTree(run.lines().get(2));
        assertThat(last.path("text").asText()).isEqualTo("It rained.");
        assertThat(last.path("key").asText()).isEqualTo("doc");
        assertThat(last.path("headers").path("a").asText()).isEqualTo("b=c");
        assertThat(last.path("attributes").path("document.begin").asText()).isEqualTo("42");
        assertThat(run.err()).contains("3 sentences would be published to the topic sentences.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\"} | --format=lines       | 0 | {\\\"text\\\":\\\"a\\\"}",
                "She left.        | --format=json        | 1 | Line 1: This is plain text.",
                "She left.        | --format=conll-u     | 1 | Line 1: This line has 1 columns with tabs in between",
                "She left.        | --format=conll-2012  | 1 | Line 1: This is no line of CoNLL-2012",
                "She left.        | --format=conll       | 2 | --format is none of auto, lines, json",
                "She left.        | --format=conll-u --split-sentences | 2 | --split-sentences is for documents",
                "#begin document (a); part 000 | --split-sentences | 2 | --split-sentences is for documents",
                "She left.        | --header=a           | 2 | --header takes NAME=VALUE",
                "She left.        | --timestamp=now      | 2 | --timestamp is no time; write milliseconds",
                "She left.        | --partition=-1       | 2 | --partition is -1; partitions count from 0.",
                "She left.        | --key-field=user     | 1 | Line 1: There is no user to be the key",
                "She left.        | --bootstrap-servers=http://h:8081 | 2 | the address of a web server",
            })
    void saysWhatAnInputWasTakenForOrWhatAFlagTakes(String input, String flags, int exitCode, String expected) {
        Run run = dryRun(input, flags.split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.out() + run.err()).contains(expected);
    }

    private Run dryRun(String in, String... flags) {
        List<String> args = new ArrayList<>(List.of("publish"));
        for (String flag : flags) {
            args.add(Files.exists(folder.resolve(flag)) ? folder.resolve(flag).toString() : flag);
        }
        if (!args.contains("--dry-run")) {
            args.add("--dry-run");
        }
        return Run.of(Map.of(), in, args.toArray(String[]::new));
    }
}
