package dev.srlstream.quickstart;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The members of a consumer group or a streams group, those included who died and whose session lasts. */
final class GroupMembers implements AutoCloseable {
    private final Admin admin;
    private final String group;
    private final boolean streams;

    /** @param protocol {@code classic} or {@code streams} */
    GroupMembers(String servers, String group, String protocol) {
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
        this.group = group;
        this.streams = protocol.equals("streams");
    }

    /** How many partitions each member holds. */
    List<Integer> partitions() throws Exception {
        if (streams) {
            return admin.describeStreamsGroups(List.of(group)).all().get().values().stream()
                    .flatMap(description -> description.members().stream())
                    .map(member -> member.assignment().activeTasks().stream()
                            .mapToInt(tasks -> tasks.partitions().size())
                            .sum())
                    .toList();
        }
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(description -> description.members().stream())
                .map(member -> member.assignment().topicPartitions().size())
                .toList();
    }

    @Override
    public void close() {
        admin.close();
    }
}
