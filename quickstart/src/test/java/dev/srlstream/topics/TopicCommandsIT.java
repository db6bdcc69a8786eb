package dev.srlstream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.Srl;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import dev.srlstream.quickstart.EmbeddedBroker;
import dev.srlstream.redrive.RejectionsWriter;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands that print topics read of a real one, whose offsets have gaps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TopicCommandsIT {
    private static final long T0 = 1_700_000_000_000L; // 2023-11-14T22:13:20Z

    private static final Pattern REASON = Pattern.compile("\\): (\\w+)");

    private final EmbeddedBroker broker;

    TopicCommandsIT() throws Exception {
        broker = EmbeddedBroker.start(Map.of("log.retention.ms", "-1"));
    }

    /** Offsets of partition 0: a 0, b 2, (aborted 4), c 6; of partition 1: d 0, e 2, (200 aborted), f 402. A marker follows each. */
    @BeforeAll
    void write() throws Exception {
        broker.createTopics(Map.of("rejections", 2, "empty", 1, "shrunk", 1));
        try (RejectionsWriter writer = new RejectionsWriter(broker.bootstrapServers(), "rejections", "sentences")) {
            writer.commit(
                    writer.record(0, T0, "k1", "0@0", "decode", "a"),
                    writer.record(0, T0 + 2000, "k2", "0@1", "validate", "b"));
            writer.abort(writer.record(0, T0 + 9000, "k1", "0@2", "validate", "aborted"));
            writer.commit(writer.record(0, T0 + 4000, null, "0@3", "decode", "c"));
            writer.commit(
                    writer.record(1, T0 + 1000, "k1", "1@0", "infer", "d"),
                    writer.record(1, T0 + 3000, "k2", "1@1", "decode", "e"));
            for (int i = 0; i < 200; i++) {
                writer.abort(writer.record(1, T0 + 9000, "k1", "1@2", "decode", "aborted"));
            }
            writer.commit(writer.record(1, T0 + 5000, "k2", "1@3", "validate", "f"));
        }
        try (RejectionsWriter writer = new RejectionsWriter(broker.bootstrapServers(), "shrunk", "sentences");
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            writer.commit(
                    writer.record(0, T0, "k", "0@0", "decode", "a"), writer.record(0, T0, "k", "0@1", "decode", "b"));
            admin.deleteRecords(Map.of(new TopicPartition("shrunk", 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                             | a b c d e f",
                "--last 1                                     | f",
                "--last 3                                     | c e f",
                "--last 4                                     | b c e f",
                "--last 100                                   | a b c d e f",
                "--last 2 --partition 1                       | e f",
                "--last 4 --stage decode                      | c e",
                "--partition 0                                | a b c",
                "--partition 0,1 --partition 0                | a b c d e f",
                "--from offset:2                              | b c e f",
                "--from offset:1 --partition 0                | b c",
                "--from offset:7                              | f",
                "--from time:2023-11-14T22:13:22Z             | b c e f",
                "--from time:1700000003000                    | c e f",
                "--key k1                                     | a d",
                "--key k2 --partition 1 --grep [ef]           | e f",
                "--stage VALIDATE                             | b f",
                "--grep ^[a-c]$ --key k2                      | b"
            })
    void readsWhatIsAskedForOfBothPartitions(@Nullable String flags, String reasons) {
        // When
        Ran ran = rejections(flags == null ? "" : flags);
        // Then
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.reasons()).containsExactlyInAnyOrder(reasons.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--topic empty                 | 0 | The topic empty has no committed records.",
                "--topic empty --last 5        | 0 | The topic empty has no committed records.",
                "--from end                    | 0 | was read from its end on; --follow waits for more",
                "--from time:2023-11-15              | 0 | has no committed records in the part that was read",
                "--key k3                      | 0 | No record was printed of 6 committed records that were read",
                "--partition 2                 | 1 | has no partition 2; its partitions are 0 to 1.",
                "--from offset:5000            | 1 | has no offset 5000",
                "--topic none                  | 1 | There is no topic none",
                "--topic shrunk --from offset:0 --key none | 0 | shrunk-0 begins at offset 2"
            })
    void saysWhyNothingIsPrinted(String flags, int exitCode, String said) {
        // When
        Ran ran = rejections(flags);
        // Then
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.err()).contains(said);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void printsAsManyAsAreAskedForWithWhatKafkaKnowsOfThem() {
        // When
        Ran text = rejections("--stage decode --partition 0 --max 1 --metadata");
        Ran json = rejections("--key k2 --partition 0 --metadata --json");
        // Then
        assertThat(text.out())
                .startsWith("rejections-0@0 2023-11-14T22:13:20Z key=k1 trace=t-a srl.source.topic=sentences")
                .hasLineCount(2);
        assertThat(json.out())
                .startsWith(
                        "{\"partition\":0,\"offset\":2,\"timestamp\":\"2023-11-14T22:13:22Z\",\"key\":\"k2\",\"headers\":{\"trace\":\"t-b\",")
                .contains("},\"value\":{\"source\":\"sentences-0@1\",\"stage\":\"validate\"")
                .hasLineCount(1);
    }

    private Ran rejections(String flags) {
        List<String> words = new ArrayList<>(List.of("rejections", "--bootstrap-servers", broker.bootstrapServers()));
        // Nobody listens there: what a rejected record says is shown only where it can be decoded.
        words.addAll(List.of("--registry", "http://127.0.0.1:1"));
        words.addAll(flags.isEmpty() ? List.of() : List.of(flags.split(" ", -1)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Invocation invocation = new Invocation(
                InputStream.nullInputStream(),
                new Output(out),
                new PrintWriter(err, true),
                Style.PLAIN,
                false,
                Map.of());
        int exitCode = Srl.run(invocation, words.toArray(String[]::new));
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    private record Ran(int exitCode, String out, String err) {
        List<String> reasons() {
            Matcher reason = REASON.matcher(out);
            List<String> reasons = new ArrayList<>();
            while (reason.find()) {
                reasons.add(reason.group(1));
            }
            return reasons;
        }
    }
}
