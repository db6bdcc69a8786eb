package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.stream.SourcePartition.Standing;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePartitionTest {
    @ParameterizedTest
    @CsvSource({
        "     , 10, 20, false, NEW",
        "     , 10, 20, true , EXPIRED",
        "   9, 10, 20, true , TRUNCATED",
        "  10, 10, 20, false, KNOWN",
        "  20, 10, 20, true , KNOWN",
        "  21, 10, 20, true , RECREATED",
    })
    void standsWhereItsOffsetsSay(@Nullable Long committed, long start, long end, boolean workedOn, Standing expected) {
        Standing standing = new SourcePartition(3, committed, start, end, workedOn).standing();

        assertThat(standing).isEqualTo(expected);
    }

    @Test
    void refusesWithEveryPartitionEveryReasonAndTheCommand() {
        List<SourcePartition> partitions = List.of(
                new SourcePartition(0, null, 0, 50, true),
                new SourcePartition(2, null, 0, 50, true),
                new SourcePartition(3, 10L, 14, 20, true),
                new SourcePartition(4, 30L, 0, 20, true));

        StartOffsetException refusal = StartOffsetException.unclear(
                Fixtures.settings(Map.of("application.id", "srl", "topic.sentences", "texts")), partitions);

        assertThat(refusal)
                .hasMessageContaining("no offset is committed for partition 0,2,")
                .hasMessageContaining("4 offsets of partition 3 were deleted")
                .hasMessageContaining("partition 4 ends before the committed offset")
                .hasMessageContaining("--group srl --topic texts:0,2,3,4 --reset-offsets --execute");
    }

    @Test
    void namesTheToolOfAStreamsGroup() {
        StartOffsetException refusal = StartOffsetException.unclear(
                Fixtures.settings(Map.of("kafka.group.protocol", "streams")),
                List.of(new SourcePartition(0, null, 0, 50, true)));

        assertThat(refusal)
                .hasMessageContaining("kafka-streams-groups --bootstrap-server")
                .hasMessageContaining("--input-topic sentences:0 --reset-offsets --execute");
    }

    @Test
    void blamesAnotherTopicRatherThanTimeWhereTheOffsetsAreThere() {
        List<SourcePartition> partitions = List.of(new SourcePartition(0, null, 0, 50, true));

        StartOffsetException refusal = StartOffsetException.otherTopic(
                Fixtures.settings(Map.of("application.id", "srl", "topic.sentences", "texts")),
                partitions,
                new TreeSet<>(List.of("mails", "chats")));

        assertThat(refusal)
                .hasMessageStartingWith(
                        "Application srl has worked on topic chats and topic mails, and has no offset in topic texts")
                .hasMessageContaining("application.id of its own")
                .hasMessageContaining("--group srl --topic texts:0 --reset-offsets --execute");
    }

    @Test
    void refusesAChangelogThatIsWiderThanTheTopic() {
        StartOffsetException refusal = StartOffsetException.wideChangelog(
                Fixtures.settings(Map.of("application.id", "srl", "topic.sentences", "texts")), 4, 6);

        assertThat(refusal)
                .hasMessageStartingWith("Topic srl-pending-sentences-changelog has 6 partitions, but topic texts has 4")
                .hasMessageContaining("another application.id")
                .hasMessageContaining("--alter --topic texts --partitions 6.");
    }
}
